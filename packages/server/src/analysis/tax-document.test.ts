import { expect, test } from 'vitest';
import { linesOfText } from './layout.ts';
import { parseTaxDocument } from './tax-document.ts';

const head = [
  'Acorn Foods Inc.',
  'Certificate of compensation payment / tax withheld',
  'TIN     123-456-789-000',
  'Name of employee     Ana Cruz',
];

const taxDocument = (...more: string[]) =>
  parseTaxDocument(linesOfText([...head, 'Gross compensation income     400,000.00', ...more].join('\n')));

test.each([
  ['no year', ['For the period     13/2025 to 14/2025']],
  ['a year', ['For the year     2025', 'For the period     3X Feb 2025 to 31 May 2025']],
])('a period that was not read is neither missing nor the whole year: beside %s', (_, more) => {
  expect(taxDocument(...more).problem).toEqual({
    code: 'INVALID_FIELD_FORMAT',
    message:
      'The document gives the year or period in a form we cannot read. Upload a sharper picture, or the original PDF.',
  });
});

test.each([
  ['For the period     03/01 to 12/31', '2025-03-01', '2025-12-31'],
  ['For the period     01/03 - 31/12', '2025-03-01', '2025-12-31'],
  ['For the period     From (MM/DD) 02/01 To (MM/DD) 03/02', '2025-02-01', '2025-03-02'],
])('%s is a period of the year that another box shows', (line, startDate, endDate) => {
  const { analysis, problem } = taxDocument('For the year     2025', line);
  expect(problem).toBeNull();
  expect(analysis).toMatchObject({ startDate, endDate });
});

test.each(['Gross compensation income from present employer', 'Gross income for the year'])(
  'the gross income is read at the label %s',
  (label) => {
    const lines = [
      ...head,
      'For the year     2025',
      'Basic salary     300,000.00',
      `${label}     400,000.00`,
    ];
    const { analysis } = parseTaxDocument(linesOfText(lines.join('\n')));
    expect(analysis).toMatchObject({ grossAmount: 400_000, baseAmount: 300_000 });
  },
);
