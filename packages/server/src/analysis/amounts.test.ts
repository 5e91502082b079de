import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencyOf, parseAmount } from './amounts.ts';

test.each([
  ['32,500.00', 32500],
  ['PHP 32,500.00', 32500],
  ['₱32,500.00', 32500],
  ['Rp12.500.000', 12500000],
  ['Rp. 12.500.000,50', 12500000.5],
  ['12.500.000', 12500000],
  ['1.234,56', 1234.56],
  ['1,23,456.78', 123456.78],
  ['12,34,56,789', 123456789],
  ["1'234.50", 1234.5],
  ['12 500,00', 12500],
  ['S$ 7,950.00', 7950],
  ['7950', 7950],
  ['R 34 666.47', 34666.47],
  ['1,234', 1234],
  ['0.50', 0.5],
  ['(250.00)', -250],
  ['-250.00', -250],
  ['250.00-', -250],
  ['Rp 5.000.000,-', 5_000_000],
  ['Rp 5.000.000.-', 5_000_000],
  ['100 USD', 100],
  ['25.696:528', 25696528],
  ['5:474.29', 5474.29],
  ['6°947.55', 6947.55],
  ['12"345.60', 12345.6],
  ['6°94.55', undefined],
  ['20°', undefined],
  ["1'234;567.89", 1234567.89],
])('%s is %d', (text, amount) => expect(parseAmount(text)).toBe(amount));

test.each([
  '',
  'n/a',
  '(250.00',
  '250.00)',
  '12/03/2026',
  '33-0000000-8',
  '1,2345',
  '1.2.3',
  '1,234.567,89',
  'PHP',
  '12 hours',
  '1e9',
  '08:14',
  '1:234',
  '12:345:678',
  '10:30.500',
])('%s is not an amount', (text) => expect(parseAmount(text)).toBeUndefined());

test.each([
  ['Amount (PHP)', 'PHP'],
  ['Rp 1.000', 'IDR'],
  ['S$ 10 and SGD 12', 'SGD'],
  ['₹ 5', 'INR'],
  ['Rs. 500', 'INR'],
  ['$ 100', undefined],
  ['PHP 100 = USD 2', undefined],
  ['CHF 5 100.00', 'CHF'],
  ['R 12 500.00', 'ZAR'],
  ['Rp  12.500.000', 'IDR'],
  ['ALL AMOUNTS', undefined],
  ['graphpaper', undefined],
  ['US$ 1,000', 'USD'],
  ['us$1,000', 'USD'],
  ['S$ 1,000', 'SGD'],
  ['A$ 1,000', 'AUD'],
  ['CA$ 1,000', 'CAD'],
])('%s is in %s', (text, currency) => expect(currencyOf(text)).toBe(currency));

test('an amount is parsed correctly from the separators of every country', () => {
  const cents = fc.integer({ min: 0, max: 1_000_000_000_00 });
  const locales = fc.constantFrom('en-PH', 'id-ID', 'en-IN', 'de-CH', 'fr-FR', 'en-SG');
  fc.assert(
    fc.property(cents, locales, (amount, locale) => {
      const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
      const text = format
        .format(amount / 100)
        .replace(/[’']/g, "'")
        .replace(/[\u202f\u00a0]/g, ' ');
      expect([text, parseAmount(text)]).toEqual([text, amount / 100]);
    }),
  );
});

test('whatever the text, an amount is parsed to a number or to undefined, and never throws', () => {
  const pieces = fc.constantFrom('1', '234', '.', ',', ' ', 'PHP', '(', ')', '-', '₱', '00');
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const amount = parseAmount(text);
      if (amount !== undefined) expect(Number.isFinite(amount)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
