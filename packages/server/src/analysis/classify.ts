import type { FileTypeId } from '../domain/file-types.ts';

const clues: [type: FileTypeId, words: [RegExp, number][]][] = [
  [
    'PAYSLIP',
    [
      [/\bpay ?slip\b|\bsalary slip\b|\bslip gaji\b|\bearnings statement\b|\bpay ?stub\b/, 5],
      [/\bnet (pay|salary|income)\b|\btake[- ]home\b|\bgaji bersih\b/, 2],
      [/\bgross (pay|salary|earnings)\b|\btotal earnings\b|\bgaji kotor\b/, 2],
      [/\bpay (period|date)\b|\bpayroll\b|\bcut-?off\b|\bperiode gaji\b/, 2],
      [/\bdeductions?\b|\bpotongan\b/, 1],
    ],
  ],
  [
    'TAX_DOCUMENT',
    [
      [/\btax withheld\b|\bwithholding tax\b|\bincome tax return\b|\bbukti pemotongan\b/, 4],
      [/\bbir form\b|\bform (no\.? )?(2316|1700|1701|16|w-?2|1721)\b|\bnotice of assessment\b/, 4],
      [/\btaxable (compensation )?income\b|\btaxable compensation\b|\btax due\b|\btax year\b/, 3],
      [/\bcompensation payment\b|\bgross compensation\b/, 2],
    ],
  ],
  [
    'EMPLOYMENT_CERTIFICATE',
    [
      [/\bcertificate of employment\b|\bemployment certificate\b|\bsurat keterangan kerja\b/, 6],
      [/\bthis is to certify\b|\bto whom it may concern\b/, 2],
      [/\b(is|was|has been) (currently )?employed\b/, 2],
    ],
  ],
  [
    'BANK_STATEMENT',
    [
      [/\bstatement of account\b|\bbank statement\b|\baccount statement\b/, 4],
      [/\b(opening|closing|beginning|ending) balance\b/, 3],
      [/\bwithdrawals?\b|\bdeposits?\b/, 1],
    ],
  ],
  ['CLEARANCE_NBI', [[/\bnational bureau of investigation\b|\bnbi clearance\b/, 6]]],
  [
    'GOVERNMENT_ID',
    [
      [/\bpassport\b|\bdriver'?s licen[cs]e\b|\bnational id\b|\bidentity card\b|\bkartu tanda penduduk\b/, 5],
      [/\bdate of birth\b|\bnationality\b/, 1],
    ],
  ],
  ['TELCO_BILL', [[/\b(mobile|postpaid|broadband|internet|telephone) (bill|plan|charges|service)\b/, 4]]],
  [
    'ELECTRICITY_BILL',
    [
      [/\bkwh\b|\bkilowatt/, 4],
      [/\belectric(ity)?\b/, 2],
    ],
  ],
  [
    'WATER_BILL',
    [
      [/\bcubic met(er|re)s?\b|\bcu\.? ?m\b/, 3],
      [/\bwater (bill|consumption|supply|charges)\b/, 3],
    ],
  ],
  [
    'COMPANY_ID',
    [
      [/\b(company|employee) id( card)?\b(?! ?(no|number|:))/, 2],
      [/\bif found,? (please )?return\b/, 4],
    ],
  ],
];

const enough = 4;

export function classify(text: string): FileTypeId {
  const folded = text.toLowerCase().replace(/\s+/g, ' ').replace(/[’‘]/g, "'");
  let best: FileTypeId = 'OTHERS';
  let most = enough - 1;
  for (const [type, words] of clues) {
    const points = words.reduce((sum, [word, worth]) => sum + (word.test(folded) ? worth : 0), 0);
    if (points > most) {
      best = type;
      most = points;
    }
  }
  return best;
}
