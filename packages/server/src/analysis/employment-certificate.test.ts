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
