import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from './analyse.ts';
import { classify } from './classify.ts';
import { parseEmploymentCertificate } from './employment-certificate.ts';
import { frequencyOfPeriod } from './frequency-of-period.ts';
import { linesOf, linesOfText, textOf, type Word } from './layout.ts';
import { parsePayslip } from './payslip.ts';
import { parseTaxDocument } from './tax-document.ts';

const payslip = (text: string) => parsePayslip(linesOfText(text));

const complete = [
  'Acorn Foods Inc.            PAYSLIP',
  'Employee name: Ana Cruz     Employee no.: 77',
  'Pay period: 2026-03-01 - 2026-03-15',
  'Pay date: 2026-03-20',
  'Gross pay     PHP 20,000.00',
  'Net pay       PHP 18,000.00',
];

const without = (word: string) => complete.filter((line) => !line.includes(word)).join('\n');

test('values are found beside a label, after a colon, and below a label', () => {
  const beside = payslip('Company name   Acorn Foods\nNet pay   1,000.00');
  expect(beside.analysis).toMatchObject({ employerName: 'Acorn Foods', netAmount: 1000 });
  const behind = payslip('Company name: Acorn Foods\nNet pay (PHP): 1,000.00');
  expect(behind.analysis).toMatchObject({ employerName: 'Acorn Foods', netAmount: 1000, currency: 'PHP' });
  const above = payslip(
    'Employee name           Employee ID        Net pay\nAna Maria Cruz          77-1               1,000.00',
  );
  expect(above).toMatchObject({
    analysis: { employeeName: 'Ana Maria Cruz', netAmount: 1000 },
    employeeNumber: '77-1',
  });
});

test('the more certain of two labels is used, in whatever order they are', () => {
  expect(payslip('Net    5.00\nNet pay    1,000.00').analysis.netAmount).toBe(1000);
});

test('a social security deduction is not read as a social security number', () => {
  const { analysis } = payslip('SSS     1,125.00\nTIN     200.00\nSSS No.  33-0000000-8');
  expect(analysis).toMatchObject({ ssNumber: '3300000008', taxNumber: null });
});

test('the message names the mandatory field that a payslip does not show', () => {
  expect(payslip(complete.join('\n')).problem).toBeNull();
  expect(payslip(without('Acorn')).problem?.message).toBe("The document does not show the employer's name.");
  expect(payslip(without('Ana')).problem?.message).toBe("The document does not show the employee's name.");
  expect(payslip(without('2026')).problem?.message).toBe(
    'The document does not show the pay period or pay date.',
  );
  expect(payslip(without('pay  ')).problem).toEqual({
    code: 'MISSING_MANDATORY_FIELD',
    message: 'The document does not show the gross or net amount.',
  });
});

test('an unreadable field is distinguished from a missing one', () => {
  const text = [...complete.slice(0, 2), 'Pay date: the ides of March', ...complete.slice(4)].join('\n');
  expect(payslip(text).problem).toEqual({
    code: 'INVALID_FIELD_FORMAT',
    message:
      'The document gives the pay period or pay date in a form we cannot read. Upload a sharper picture, or the original PDF.',
  });
});

test('an ambiguous date is read in the order that is usual for the currency, or not at all', () => {
  expect(payslip('Pay date: 03/04/2026\nNet pay PHP 5.00').analysis.payDate).toBe('2026-03-04');
  expect(payslip('Pay date: 03/04/2026\nNet pay SGD 5.00').analysis.payDate).toBe('2026-04-03');
  expect(payslip('Pay date: 03/04/2026\nNet pay 5.00').analysis.payDate).toBeNull();
});

test('a payslip that shows all its sums reports whether they agree', () => {
  const sums = (net: string) => payslip(`Gross pay  100.00\nTotal deductions  20.00\nNet pay  ${net}`).addsUp;
  expect(sums('80.00')).toBe(true);
  expect(sums('88.00')).toBe(false);
  expect(payslip('Gross pay  100.00\nNet pay  80.00').addsUp).toBeNull();
});

test('a tax document of a form with boxes is read', () => {
  const { analysis, problem } = parseTaxDocument(
    linesOfText(
      'For the year\n2025\n1 TIN\n123-456-789-000\n2 Name of employee\nAna Cruz\nGross compensation income\n400,000.00',
    ),
  );
  expect(problem).toBeNull();
  expect(analysis).toMatchObject({
    startDate: '2025-01-01',
    endDate: '2025-12-31',
    taxNumber: '123456789000',
    employeeName: 'Ana Cruz',
    grossAmount: 400000,
  });
});

test('a letter that certifies an employment is read', () => {
  const { analysis, problem } = parseEmploymentCertificate(
    linesOfText(
      'Acorn Foods Inc.\nThis is to certify that Ana Cruz was employed by Acorn Foods Inc.\nas a Line Cook from 2 May 2020 to 30 June 2024.\n\nBen Reyes\nHead of Human Resources',
    ),
  );
  expect(problem).toBeNull();
  expect(analysis).toMatchObject({
    fullName: 'Ana Cruz',
    employerName: 'Acorn Foods Inc.',
    position: 'Line Cook',
    startDate: '2020-05-02',
    endDate: '2024-06-30',
    signatoryName: 'Ben Reyes',
    signatoryPosition: 'Head of Human Resources',
  });
});

test.each([
  ['Salary slip. Net pay 5. Gross pay 6', 'PAYSLIP'],
  ['Certificate of compensation payment / tax withheld', 'TAX_DOCUMENT'],
  ['Certificate of employment. To whom it may concern', 'EMPLOYMENT_CERTIFICATE'],
  ['Statement of account. Opening balance 5. Closing balance 6', 'BANK_STATEMENT'],
  ['National Bureau of Investigation', 'CLEARANCE_NBI'],
  ['Republic of Somewhere. Passport. Date of birth', 'GOVERNMENT_ID'],
  ['Your postpaid bill', 'TELCO_BILL'],
  ['Electricity used: 120 kWh', 'ELECTRICITY_BILL'],
  ['Water consumption: 12 cubic metres', 'WATER_BILL'],
  ['If found, please return to Acorn Foods', 'COMPANY_ID'],
  ['A recipe for pancakes', 'OTHERS'],
])('%s is classified as %s', (text, type) => expect(classify(text)).toBe(type));

test.each([
  ['2026-10-05', '2026-10-11', 'Weekly'],
  ['2026-10-01', '2026-10-15', 'Semimonthly'],
  ['2026-02-01', '2026-02-28', 'Monthly'],
  ['2025-01-01', '2025-12-31', 'Annually'],
  ['2026-10-01', null, null],
])('%s to %s is paid %s', (start, end, frequency) => expect(frequencyOfPeriod(start, end)).toBe(frequency));

test('words are arranged in lines and cells, in whatever order the file has them', () => {
  const word = (text: string, left: number, top: number): Word => {
    const right = left + text.length * 5;
    return { text, page: 1, left, right, top, bottom: top + 10, confidence: 1, box: [0, 0, 1, 1] };
  };
  const words = [word('Net', 0, 20), word('pay', 17, 21), word('5.00', 200, 19), word('Hello', 0, 0)];
  fc.assert(
    fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (shuffled) => {
      expect(textOf(linesOf(shuffled))).toBe('Hello\nNet pay  5.00');
    }),
  );
});

test('no document makes the analysis throw or take long', () => {
  const labels = [
    'Net pay',
    'Gross pay:',
    'Employee name',
    'Pay period',
    'TIN',
    'certify that',
    'since',
    'as a',
  ];
  const values = ['1,000.00', 'Ana Cruz', '2026-01-01', '(((', '----', 'Acorn Inc.', '\u0000', 'ﷺ', ':::::'];
  const piece = fc.oneof(fc.constantFrom(...labels, ...values), fc.string({ unit: 'grapheme' }));
  const word = fc.record({
    text: piece,
    page: fc.integer({ min: 1, max: 3 }),
    left: fc.double(),
    right: fc.double(),
    top: fc.double(),
    bottom: fc.double(),
    confidence: fc.double({ min: 0, max: 1 }),
    box: fc.constant([0, 0, 1, 1] as const),
  });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const lines = linesOf(words);
      for (const type of ['PAYSLIP', 'TAX_DOCUMENT', 'EMPLOYMENT_CERTIFICATE'] as const) {
        const { problem } = analyse([lines], type);
        if (problem) expect(problem.message).toMatch(/\.$/);
      }
    }),
    { numRuns: 500 },
  );
});

test('a page of words of the maximum length is analysed in linear time', () => {
  const hostile = [
    '1,'.repeat(150),
    'a '.repeat(150),
    'Net pay '.repeat(40),
    '((1'.repeat(100),
    'certify that a '.repeat(20),
  ];
  const text = Array.from({ length: 400 }, (_, row) => hostile[row % hostile.length]).join('\n');
  const lines = linesOfText(text);
  for (const type of ['PAYSLIP', 'TAX_DOCUMENT', 'EMPLOYMENT_CERTIFICATE'] as const) analyse([lines], type);
});
