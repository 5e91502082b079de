import { expect, test } from 'vitest';
import { parseCompanyHeading } from './field-values.ts';

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
