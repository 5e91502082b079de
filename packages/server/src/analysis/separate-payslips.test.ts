import { expect, test } from 'vitest';
import { analyse } from './analyse.ts';
import { type Line, linesOfText } from './layout.ts';

const file = (...pages: string[][]): Line[] =>
  pages.flatMap((rows, index) => linesOfText(rows.join('\n')).map((line) => ({ ...line, page: index + 1 })));

const analysed = (...files: Line[][]) =>
  analyse(
    files.map((lines, index) => lines.map((line) => ({ ...line, file: index }))),
    'PAYSLIP',
  );

const head = (month: string) => [
  'Acorn Foods Inc.     PAYSLIP',
  'Employee name     Ana Cruz',
  `Pay period     2026-${month}-01 - 2026-${month}-28`,
  `Pay date     2026-${month}-28`,
  'Gross pay     9,000.00',
];
const payslip = (month: string, net: string) => [...head(month), `Net pay     ${net}`];
const ambiguous = (row: string) =>
  row.replaceAll(/2026-09-28/g, '09/08/2026').replace('2026-09-01', '09/01/2026');
const annex = [
  'Net pay     8,100.00',
  'Total deductions     900.00',
  'Thank you for your work in this month.',
];

const netsOf = (result: ReturnType<typeof analysed>) =>
  result.problem ? result.problem : result.found.incomes.map(({ netAmount }) => netAmount);

test('of two payslips in one file, the newer one becomes the analysis, and both become incomes', () => {
  const result = analysed(file(payslip('08', '7,000.00'), payslip('09', '8,100.00')));
  expect(result).toMatchObject({ analysis: { payDate: '2026-09-28', netAmount: 8100 } });
  expect(netsOf(result)).toEqual([8100, 7000]);
});

test('two payslips of one period, with different amounts or of different people, are two payslips', () => {
  expect(netsOf(analysed(file(payslip('09', '8,100.00'), payslip('09', '500.00'))))).toEqual([8100, 500]);
  const other = payslip('09', '8,100.00').map((line) => line.replace('Ana Cruz', 'Ben Reyes'));
  expect(netsOf(analysed(file(payslip('09', '8,100.00'), other)))).toEqual([8100, 8100]);
});

test.each([
  ['in one file', [file(head('09'), annex)]],
  ['in two files', [file(head('09')), file(annex)]],
  ['that repeats its head', [file(head('09'), [...head('09'), ...annex])]],
  ['after a cover', [file(['Payslips of Ana Cruz'], head('09'), annex)]],
  [
    'whose dates only the first page explains',
    [file([...head('09'), 'PHP'].map(ambiguous), [...head('09'), ...annex].map(ambiguous))],
  ],
  ['with a copy', [file(payslip('09', '8,100.00'), payslip('09', '8,100.00'))]],
  ['whose amounts are all on the second page', [file(head('09').slice(0, 4), annex)]],
])('a payslip of two pages %s is one payslip', (_, files) => {
  expect(netsOf(analysed(...files))).toEqual([8100]);
});

test.each([
  ['a page', { page: 2, file: 0 }, [file(payslip('02', '1,800.00'), payslip('09', '8,1OO.OO'))]],
  ['a file', { page: 1, file: 1 }, [file(payslip('02', '1,800.00')), file(payslip('09', '8,1OO.OO'))]],
  [
    'the first file',
    { page: 1, file: 0 },
    [file(payslip('09', '8,1OO.OO')), file(payslip('02', '1,800.00'))],
  ],
])('a payslip on %s that cannot be read is not ignored beside a good one', (_, place, files) => {
  expect(analysed(...files).problem).toEqual({
    code: 'INVALID_FIELD_FORMAT',
    message:
      'The document gives the net amount in a form we cannot read. Upload a sharper picture, or the original PDF.',
    ...place,
  });
});

test('a payslip whose period cannot be read is not taken for a page of the payslip before it', () => {
  const unread = payslip('09', '8,100.00').filter((line) => !line.startsWith('Pay date'));
  const files = [file(payslip('02', '1,800.00')), file(unread.map((line) => line.replace('-01 ', '-0X ')))];
  expect(analysed(...files).problem).toMatchObject({ file: 1, page: 1 });
});

test('the value of an annex does not replace one that the payslip shows illegibly', () => {
  const files = [file([...head('09'), 'Net pay     8,1OO.OO']), file(annex)];
  expect(analysed(...files).problem?.message).toContain('the net amount');
});
