import { expect, test } from 'vitest';
import { fieldLabel, inputOf, valueText } from './field-words.ts';

test('the name of a field becomes a label', () => {
  expect(['netAmount', 'employerName', 'currency', 'pagIbigNumber'].map(fieldLabel)).toEqual([
    ...['Net amount', 'Employer name', 'Currency', 'Pag-IBIG number'],
  ]);
});

test('the name of a field decides which kind of input it gets', () => {
  const names = ['netAmount', 'presentReading', 'payDate', 'dateOfBirth', 'taxNumber'];
  expect(names.map((name) => inputOf(name).type)).toEqual(['number', 'number', 'date', 'date', 'text']);
});

test('an amount always shows its cents, and a missing value is named', () => {
  expect(valueText(29100)).toMatch(/^29.?100.00$/);
  expect([valueText('PHP'), valueText(null)]).toEqual(['PHP', 'nothing']);
});
