import { expect, test } from 'vitest';
import { parseEmploymentCertificate } from './employment-certificate.ts';
import { linesOfText } from './layout.ts';

const letter = (confidence: number, ...sentences: string[]) =>
  parseEmploymentCertificate(
    linesOfText(
      [
        'Acorn Foods Inc.',
        'This is to certify that Ana Cruz has been employed by Acorn Foods Inc. as a Clerk',
        ...sentences,
      ].join('\n'),
    ).map((line) => ({ ...line, cells: line.cells.map((cell) => ({ ...cell, confidence })) })),
  );

test('the issue date is read although a letter of the word before it is misread, but only in recognised text', () => {
  const read = (confidence: number) =>
    letter(confidence, 'since 20 November 2018.', 'Igsued this 12 July 2026 upon request.').analysis
      .issueDate;
  expect([read(0.9), read(1)]).toEqual(['2026-07-12', null]);
});

test('the term of a salary is read from a misread label', () => {
  const { analysis } = letter(0.9, 'since 20 November 2018.', 'Montdly salary     PHP 80,785.62');
  expect(analysis).toMatchObject({ salaryAmount: 80785.62, salaryTerm: 'Monthly' });
});

test('a label under the line of a stamp is recognised', () => {
  const { analysis } = letter(0.9, 'since 20 November 2018.', 'Employee-D     ZZ-875006');
  expect(analysis.employeeIdNumber).toBe('ZZ875006');
});

test('the issue date may be written as the day of a month', () => {
  const { analysis } = letter(1, 'since 20 November 2018.', 'Issued this 12th day of July, 2026 in Manila.');
  expect(analysis.issueDate).toBe('2026-07-12');
});

test.each([
  ['the issue date', 'since 20 November 2018.', 'Issued this 1z July 2026 upon request.'],
  ['the end date', 'from 20 November 2018 to 3z May 2024.'],
  ['the end date', 'from 20 November 2018 lo 3 May 2024.'],
  [
    'the salary',
    'since 20 November 2018.',
    'The employee receives a monthly salary of PHP 8O,78S.',
    'Thank you.',
  ],
])('a sentence of a recognised letter shows %s, but not legibly', (field, ...sentences) => {
  expect(letter(0.9, ...sentences).problem?.message).toContain(field);
});

test.each([
  ['from 20 November 2018 to the present.', 'Employee no. 77.'],
  ['since 20 November 2018.', 'Issued on request of the employee no. 77.'],
  ['from 20 November 2018 until further notice.', 'A monthly salary of the usual kind, no. 77, is paid.'],
])('%s: a sentence without a value is no problem', (...sentences) => {
  expect(letter(0.9, ...sentences).problem).toBeNull();
});

test.each([
  'from 2 May 2020 to the 30th of June 2024.',
  'from the 2nd of May 2020 to the 30th day of June, 2024.',
  'from May 2nd, 2020 to June 30th, 2024.',
  'from 2 May 2020 to 30/06/2024.',
  'from 02.05.2020 to 30.06.2024.',
  'from 2-May-2020 to 30-Jun-2024.',
  'from 2 May 2020 - 30 June 2024.',
  'from 2 May 2020 up to and including 30 June 2024.',
  'from 2 May 2020 until her resignation on 30 June 2024.',
  'since 2 May 2020 and resigned on 30 June 2024.',
])('the end of an employment is read in every form of a day: %s', (sentence) => {
  const { analysis, problem } = letter(1, sentence, 'Issued this 12 July 2026.');
  expect(problem).toBeNull();
  expect(analysis).toMatchObject({ startDate: '2020-05-02', endDate: '2024-06-30', issueDate: '2026-07-12' });
});

test.each([
  'from 2 May 2020 until June 2024.',
  'from 2 May 2020 to the end of June 2024.',
  'from 2 May 2020 to 31 June 2024.',
  'from 2 May 2020 to 3O.06.2024.',
  'from 2 May 2020 until her resignation.',
])('an end that is named but is no day counts as not read, in the text of a PDF too: %s', (sentence) => {
  expect(letter(1, sentence).problem?.message).toContain('gives the end date in a form we cannot read');
});

test.each([
  'from 2 May 2020 to date.',
  'from 2 May 2020 up to the present.',
  'from 2 May 2020 to this day, 12 July 2026.',
  'since 2 May 2020 to lead a team of 12.',
  'since 2 May 2020 and reported to Ben Reyes in 2021.',
])('an employment that goes on has no end: %s', (sentence) => {
  const { analysis, problem } = letter(1, sentence);
  expect(problem).toBeNull();
  expect(analysis.endDate).toBeNull();
});

test.each([
  'She has a monthly salary of twenty-five thousand pesos (PHP 25,000.00).',
  'She has a monthly salary amounting to PHP 25,000.00.',
  'Her monthly basic salary is P25,000.',
  'She receives a salary of PHP 25,000.00 per month.',
])('the salary is read in a sentence: %s', (sentence) => {
  expect(letter(1, 'since 2 May 2020.', sentence).analysis.salaryAmount).toBe(25_000);
});

test('a salary that is given only in words counts as not read', () => {
  const sentence = 'She receives a monthly salary of twenty-five thousand pesos.';
  expect(letter(1, 'since 2 May 2020.', sentence).problem?.message).toContain('the salary');
});
