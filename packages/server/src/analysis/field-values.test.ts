import { expect, test } from 'vitest';
import { parseCompanyHeading, parseIdNumber, withLegalForm, withRomanNumeral } from './field-values.ts';

test.each([
  'Nowhere Noodle SA',
  'Dummy Data S.A.',
  'Boulangerie Nulle Part SAS',
  'Atelier Fictif Sàrl',
  'Panetteria Inventata S.p.A.',
  'Nowhere Noodle A/S',
  'Musterbau GmbH & Co. KG',
  'Placeholder s.r.o.',
  'Mock & Sons Trading (Pty) Ltd',
  'PT Contoh Saja',
])('%s is the name of a company', (name) => {
  expect(parseCompanyHeading(name)).toBe(name);
});

test.each([
  ['Nowhere Noodle Thk', 'Nowhere Noodle Tbk'],
  ['Dummy Data GrnbH', 'Dummy Data GrnbH'],
  ['Dummy Data GnbH', 'Dummy Data GmbH'],
  ['Mock & Sons Ltb.', 'Mock & Sons Ltd.'],
  ['Ersatzo Tak', 'Ersatzo Tak'],
  ['Testina Exampleton LLB', 'Testina Exampleton LLB'],
  ['Testina Exampleton PhD', 'Testina Exampleton PhD'],
  ['Nowhere Noodle Tbk', 'Nowhere Noodle Tbk'],
  ['Thk', 'Thk'],
])('the legal form in %s becomes %s', (text, corrected) => {
  expect(withLegalForm(text)).toBe(corrected);
});

test.each([
  'Ersatzo Testberg Jr.',
  '1 Nowhere Street, 0000 Nirgendwo',
  'Payslip December 2024',
  'Keep this payslip as',
  'KEEP THIS FORM AS',
  'AMOUNT REPORTED AS',
  'YOUR TAX STATEMENT FOR SA',
  '400 8th Avenue SE',
  'Calgary AB',
  'Net weight 20 KG',
  'SA',
  'Valid as of: 1 May',
])('%s is not the name of a company', (text) => {
  expect(parseCompanyHeading(text)).toBeUndefined();
});

test.each([
  ['Software Engineer Il', 'Software Engineer II'],
  ['Clerk [I', 'Clerk II'],
  ['Nurse I1l', 'Nurse III'],
  ['Software Engineer II', 'Software Engineer II'],
  ['Line Cook', 'Line Cook'],
  ['Il Direttore', 'Il Direttore'],
])('the Roman numeral of %s is read as in %s', (text, shown) => expect(withRomanNumeral(text)).toBe(shown));

test.each([
  ['33\u20130000000\u20138', '3300000008'],
  ['33\u20110000000\u22128', '3300000008'],
  ['33-0000000-8 (verified)', '3300000008'],
  ['33 0000000 8 *', '3300000008'],
  ['VAT 472-815-306-000', '472815306000'],
  ['472-815-306-000 Non-VAT', '472815306000'],
  ['ZZ-875006', 'ZZ875006'],
  ['QQ 12 34 56 C', 'QQ123456C'],
  ['Applied for in 2026', undefined],
  ['472-815-306-000 / 472-815-306-001', undefined],
])('the registration number in %s is %s', (text, number) => {
  expect(parseIdNumber(text)).toBe(number);
});
