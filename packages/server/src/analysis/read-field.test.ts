import { expect, test } from 'vitest';
import { unreadInk } from './field-kind.ts';
import { type Line, linesOfText } from './layout.ts';
import { parsePayslip } from './payslip.ts';
import type { Box } from './place.ts';

const payslip = (...more: string[]) =>
  parsePayslip(
    linesOfText(
      [
        'Acorn Foods Inc.            PAYSLIP',
        'Employee name: Ana Cruz     Employee no.: 77',
        'Pay period: 2026-03-01 - 2026-03-15',
        ...more,
      ].join('\n'),
    ),
  );

test.each([
  ['the net amount', ['Gross pay     20,000.00', 'Net pay']],
  ['the net amount', ['Gross pay     20,000.00', 'Net pay:  PHP', 'This payslip needs no signature']],
  ['the net amount', ['Gross pay     20,000.00', `Net pay     ${unreadInk}`]],
  ['the net amount', ['Gross pay     20,000.00', 'Net pay     18,OOO.00']],
  ['the gross amount', ['Gross pay     2O,0#0.00', 'Net pay     18,000.00']],
  ['the total of deductions', ['Total deductions', 'Net pay     18,000.00']],
  ['the pay date', ['Net pay     18,000.00', 'Pay date: 2O26-O3-20']],
  ['the pay date', ['Net pay     18,000.00', `Pay date     ${unreadInk}`]],
  ['the day of hire', ['Net pay     18,000.00', 'Date hired: 31 Febr 2020']],
  ['the social security number', ['Net pay     18,000.00', 'SSS No: 33-00#0000-8']],
])('a payslip whose label shows %s, but not legibly, is not read as if it had none', (field, more) => {
  expect(payslip(...more).problem).toEqual({
    code: 'INVALID_FIELD_FORMAT',
    message: `The document gives ${field} in a form we cannot read. Upload a sharper picture, or the original PDF.`,
  });
});

test('a label without a value is no problem where a form may be left empty', () => {
  const { problem, analysis } = payslip('TIN:', 'Pag-IBIG MID:', 'Date hired:', 'Net pay     18,000.00');
  expect(problem).toBeNull();
  expect(analysis).toMatchObject({ taxNumber: null, pagIbigNumber: null, netAmount: 18000 });
});

test('a label is recognised although similar characters in it were confused', () => {
  const { analysis } = payslip(
    'Pag-1BIG MID: 1210-4471-9036',
    'Net pay     18,000.00',
    'T1N: 472-815-306-000',
  );
  expect(analysis).toMatchObject({ pagIbigNumber: '121044719036', taxNumber: '472815306000' });
});

test('a label that lost its space is recognised, but only in recognised text', () => {
  const net = (confidence: number) =>
    parsePayslip(
      linesOfText('Acorn Foods Inc.\nName     Ana Cruz\nNetpay     18,000.00').map((line) => ({
        ...line,
        cells: line.cells.map((cell) => ({ ...cell, confidence })),
      })),
    ).analysis.netAmount;
  expect([net(0.9), net(1)]).toEqual([18000, null]);
});

test('a comma or a quotation mark after a label is not its value', () => {
  const { analysis } = payslip('Pay date,     2026-03-20', 'Net pay "     18,000.00');
  expect(analysis).toMatchObject({ payDate: '2026-03-20', netAmount: 18000 });
});

test('the place of a value that was not read is known', () => {
  const { unread } = payslip('Net pay     18,OOO.00', 'Gross pay     20,000.00');
  expect(unread).toHaveLength(1);
});

const recognised = (...more: string[]) =>
  parsePayslip(
    linesOfText(['Acorn Foods Inc.     PAYSLIP', 'Employee name     Ana Cruz', ...more].join('\n')).map(
      (line) => ({
        ...line,
        cells: line.cells.map((cell) => ({ ...cell, confidence: 0.9 })),
      }),
    ),
  );
const net = ['Pay period     2026-03-01 - 2026-03-15', 'Net pay     18,000.00'];

test('a label is recognised if letters that touch were joined, or if only its second word is misread', () => {
  const { analysis } = recognised('Pay Penod     2026-03-01 - 2026-03-15', 'SSS mo.     33-9186349-8');
  expect(analysis).toMatchObject({ startDate: '2026-03-01', endDate: '2026-03-15', ssNumber: '3391863498' });
});

test.each([
  ['the social security number', 'JAN: 108436889872'],
  ['the tax number', 'TJN     472-815-306-000'],
  ['the pay period', 'Peziod     2026-03-01 - 2026-03-15'],
  ['the gross amount', 'oss pay     20,000.00'],
  ['the Pag-IBIG number', 'g-IBIG MID     1210-4471-9036'],
  ['the tax number', 'AN: ABCPX1234Z'],
  ['the tax number', 'Tax number: R'],
  ['the pay date', 'Pay date: R'],
])('a value counts as not read if its label or only a part of it is seen: %s in %s', (field, line) => {
  const more = field === 'the pay period' ? ['Pay date     2026-03-20', 'Net pay     18,000.00'] : net;
  const { problem, unread } = recognised(...more, line);
  expect(problem?.message).toContain(field);
  expect(unread).toHaveLength(1);
});

test.each([
  'PAN: ABCPX1234Z',
  'TAN: ABCD12345E',
  'UID: 108436889872',
  'ID number: 800101500908',
  'PAN No     ABCPX1234Z',
  'Back pay     500.00',
  'TIN: n/a',
  'TIN: nil',
  'Tax number:',
])('%s is not taken for another field, nor for one that was not read', (line) => {
  const { problem, analysis } = recognised(...net, line);
  expect(problem).toBeNull();
  expect(analysis).toMatchObject({ ssNumber: null, pagIbigNumber: null });
});

test('a period is not silently lost if the label of its start is misread', () => {
  const rest = ['Period End: 2026-03-15', 'Pay date     2026-03-20', 'Net pay     18,000.00'];
  expect(recognised('eriod Start: 2026-03-01', ...rest).analysis.startDate).toBe('2026-03-01');
  expect(recognised('riod Start: 2026-03-01', ...rest).problem?.message).toContain('the pay period');
});

test('an amount whose label has lost its beginning is read if the sum confirms it', () => {
  const [period = ''] = net;
  const read = (amount: string) =>
    recognised(period, 'Gross pay     20,000.00', 'Total deductions     2,000.00', `t Pay     ${amount}`);
  expect(read('18,000.00')).toMatchObject({ problem: null, analysis: { netAmount: 18000 } });
  expect(read('18,500.00').problem?.message).toContain('the net amount');
});

test('a label with a misread letter is recognised, but only in recognised text', () => {
  const lines = (confidence: number) =>
    linesOfText(
      [
        'Acorn Foods Inc.            PAYSLIP',
        'Employes nane     Ana Cruz',
        'Pernod start     2026-03-01     Period end     2026-03-15',
        'Groas pay     20,000.00     Nett pay     18,000.00',
      ].join('\n'),
    ).map((line) => ({ ...line, cells: line.cells.map((cell) => ({ ...cell, confidence })) }));
  expect(parsePayslip(lines(0.9)).analysis).toMatchObject({
    employerName: 'Acorn Foods Inc.',
    employeeName: 'Ana Cruz',
    startDate: '2026-03-01',
    grossAmount: 20000,
  });
  expect(parsePayslip(lines(1)).analysis).toMatchObject({ employeeName: null, grossAmount: null });
});

test.each([
  ['SGD', null],
  ['USD', 81000],
])('an amount whose S$ may have become $8 is not read in a document of %s', (currency, grossAmount) => {
  const lines = linesOfText(
    `Acorn Foods Inc.     PAYSLIP\nEmployee name     Ana Cruz\nPay period     2026-03-01 - 2026-03-15\nGross pay     $81,000.00\nAmounts in ${currency}.`,
  ).map((line) => ({ ...line, cells: line.cells.map((cell) => ({ ...cell, confidence: 0.9 })) }));
  expect(parsePayslip(lines).analysis.grossAmount).toBe(grossAmount);
});

test('a number may touch a long label, and a count beside a label is not the amount', () => {
  const { analysis } = payslip('Social security number000-11-2222', 'Net pay     22     18,000.00');
  expect(analysis).toMatchObject({ ssNumber: '000112222', netAmount: 18000 });
});

test.each([
  [
    'a column after the period’s',
    [
      '              Current    YTD',
      'Gross pay     20,000.00  240,000.00',
      'Net pay       18,000.00  216,000.00',
    ],
  ],
  [
    'a column before the period’s',
    [
      '              Year to date   This period',
      'Gross pay     240,000.00     20,000.00',
      'Net pay       216,000.00     18,000.00',
    ],
  ],
  [
    'a row of its own',
    [
      'Gross pay     20,000.00',
      'Gross pay YTD     240,000.00',
      'Net pay (YTD)     216,000.00',
      'Net pay     18,000.00',
    ],
  ],
  [
    'a block of its own',
    [
      'Year to date',
      'Gross pay     240,000.00',
      'Net pay     216,000.00',
      'This period',
      'Gross pay     20,000.00',
      'Net pay     18,000.00',
    ],
  ],
])('amounts of the year so far, in %s, are not taken for those of the period', (_, more) => {
  expect(payslip(...more).analysis).toMatchObject({ grossAmount: 20000, netAmount: 18000 });
});

test('hours and rates are not taken for amounts', () => {
  const { baseAmount } = payslip(
    'Earnings      Hours    Rate      Amount',
    'Basic pay     80.00    125.00    10,000.00',
    'Net pay                          9,000.00',
  );
  expect(baseAmount).toBe(10_000);
});

test('dates that contradict each other are reported', () => {
  expect(payslip('Net pay     18,000.00', 'Pay date: 2025-03-20').problem?.message).toContain('the pay date');
  expect(payslip('Net pay     18,000.00', 'Date hired: 2027-01-01').problem?.message).toContain(
    'the day of hire',
  );
});

test('each field has its place and its confidence', () => {
  const { fields } = payslip(
    'Gross pay     20,000.00',
    'Total deductions     2,000.00',
    'Net pay     18,000.00',
  );
  expect(fields.find(({ name }) => name === 'netAmount')).toEqual({
    name: 'netAmount',
    value: 18000,
    file: 0,
    page: 1,
    box: [0, 0, 1, 1],
    confidence: 1,
  });
  expect(fields.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['employerName', 'employeeName', 'startDate', 'endDate', 'grossAmount']),
  );
});

test('amounts that do not agree are less certain', () => {
  const { fields, addsUp } = payslip('Gross pay  100.00', 'Total deductions  20.00', 'Net pay  88.00');
  expect(addsUp).toBe(false);
  expect(fields.filter(({ name }) => name.endsWith('Amount')).map(({ confidence }) => confidence)).toEqual([
    0.5, 0.5, 0.5,
  ]);
});

const ofDays = (start: string, end: string, ...more: string[]) =>
  parsePayslip(
    [
      'Acorn Foods Inc.     PAYSLIP',
      'Employee name: Ana Cruz',
      start,
      end,
      'Net pay     18,000.00',
      ...more,
    ].map((text, index): Line => {
      const [line] = linesOfText(text) as [Line];
      const cells = line.cells.map((cell) => ({ ...cell, box: [0, index / 10, 1, 0.1] as Box }));
      return { ...line, cells };
    }),
  );

test('the days of a period that have labels of their own have places of their own', () => {
  const { fields } = ofDays('Period start: 2026-03-01', 'Period end: 2026-03-15');
  const topOf = (name: string) => fields.find((field) => field.name === name)?.box[1];
  expect([topOf('startDate'), topOf('endDate')]).toEqual([0.2, 0.3]);
});

test('the day of a period that was not read is named', () => {
  const namesOf = (start: string, end: string) => ofDays(start, end).unread.map(({ name }) => name);
  expect(namesOf('Period start: 2026-03-01', 'Period end: 2O26-O3-15')).toEqual(['endDate']);
  expect(namesOf('Period start: 2O26-O3-01', 'Period end: 2026-03-15')).toEqual(['startDate']);
});

test('a pay date before the day of hire is named as the pay date', () => {
  const { problem } = ofDays('Pay date: 2026-03-20', 'Date hired: 2027-01-01');
  expect(problem?.message).toContain('gives the pay date as a day before the day of hire');
});

test.each([
  ['the net amount', ['Gross pay     20,000.00', 'Net pay     8,1OO.OO', 'Net income     95,000.00']],
  [
    'the net amount',
    ['Gross pay     20,000.00', 'Net pay     18,000.00 credited', 'Net income     95,000.00'],
  ],
  ['the net amount', ['Gross pay     20,000.00', 'Net pay     8,1OO.OO     95,000.00']],
  ['the net amount', ['Net pay     8,1OO.OO', 'Gross pay     20,000.00', 'Net pay     7,000.00']],
  ['the pay date', ['Pay date     3X Feb 2026', 'Payout date     2026-04-20', 'Net pay     18,000.00']],
  ['the social security number', ['SSS No: 33-00#0000-8', 'SSS     581300', 'Net pay     18,000.00']],
])('if %s was not read at its label, a value at another place does not replace it', (field, more) => {
  expect(payslip(...more).problem?.message).toContain(`gives ${field} in a form we cannot read`);
});

test.each([
  ['Gross pay     125.00/hr     20,000.00', 20000],
  ['Gross pay     12/31/2026     20,000.00', 20000],
])('a rate or a date before an amount does not hide the amount: %s', (line, grossAmount) => {
  expect(payslip(line, 'Net pay     18,000.00').analysis.grossAmount).toBe(grossAmount);
});

test.each([
  'Nett pay',
  'NET PAYMENT',
  'Total net pay',
  'Net salary payable',
  'Net pay for the period',
  'Net pay this month (SGD)',
  'Net pay transferred to bank',
  'Net Pay - March',
  'Net Pay March 2026',
  'Net pay/',
  'Net pay =',
  'Net pay *',
])('the net amount is read at a label in other words: %s', (label) => {
  const { analysis } = payslip('Gross pay     20,000.00', `${label}     18,000.00`);
  expect(analysis).toMatchObject({ grossAmount: 20000, netAmount: 18000 });
});

test.each([
  ['the net amount', 'Net proceeds     18,000.00'],
  ['the net amount', 'Net of tax     18,000.00'],
  ['the net amount', 'Net proceeds: 18,000.00'],
  ['the net amount', 'Net pay for the period     18,0OO.00'],
])('an amount at a label that is probably that of %s is not ignored: %s', (field, line) => {
  expect(payslip('Gross pay     20,000.00', line).problem?.message).toContain(field);
});

test('two parts of the net amount are not taken for the whole', () => {
  const more = ['Gross pay     20,000.00', 'Net pay in cash     8,000.00', 'Net pay to bank     10,000.00'];
  expect(payslip(...more).problem?.message).toContain('the net amount');
  expect(payslip(...more, 'Net pay     18,000.00').analysis.netAmount).toBe(18000);
});

test.each([
  'Net pay last month     17,000.00',
  'Net taxable income     19,000.00',
  'Net working hours     160.00',
  'Net pay before tax     19,000.00',
])('%s is not the net amount', (line) => {
  const { analysis, problem } = payslip('Gross pay     20,000.00', line);
  expect(problem).toBeNull();
  expect(analysis).toMatchObject({ grossAmount: 20000, netAmount: null });
});

test('numbers and dates are read at labels with more words', () => {
  const { analysis } = payslip(
    'Net pay     18,000.00',
    'Pay date of this salary     2026-03-20',
    'SSS no. of employee     33-0000000-8',
    'TIN of employer     472-815-306-000',
  );
  expect(analysis).toMatchObject({ payDate: '2026-03-20', ssNumber: '3300000008', taxNumber: null });
});

test.each([
  'SSS no.     33-00#0000-8',
  'SSS no.     33-0000000-8 / 33-0000000-9',
  'SSS no.     33-0000000-8 (2026)',
])('a number without a colon before it that cannot be read is not ignored: %s', (line) => {
  const { problem } = payslip('Net pay     18,000.00', line);
  expect(problem?.message).toContain('the social security number');
});

test('amounts beside the label of a number do not count as a number', () => {
  const { analysis, problem } = payslip(
    'Net pay     18,000.00',
    'SSS     581.30 / 1,230.00',
    'PhilHealth     450.00',
  );
  expect(problem).toBeNull();
  expect(analysis).toMatchObject({ ssNumber: null, philHealthNumber: null });
});
