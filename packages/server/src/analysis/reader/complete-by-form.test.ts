import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreedByForm, completeByForm } from './complete-by-form.ts';

const settledAs = (text: string) =>
  [...text].map((character) => (character === '_' ? undefined : { character, isSure: true }));
const completed = (text: string, readings: string[], isSingaporean = false) =>
  completeByForm(settledAs(text), { readings, isSingaporean })
    .map((one) => one?.character ?? '_')
    .join('');

test('the form of a number decides a character that its shape leaves open', () => {
  expect(completed('ABCPX35__Z', ['ABCPX3550Z', 'ABCPX3550Z'])).toBe('ABCPX3550Z');
  expect(completed('121_151279_4', ['121015127984', '121015127984'])).toBe('121015127984');
});

test('a look-alike of the wrong kind becomes the one that the form requires', () => {
  expect(completed('ABCPX4707_', ['ABCPX47072', 'ABCPX4707Z'])).toBe('ABCPX4707Z');
  expect(completed('ABCPX47072', ['ABCPX47072', 'ABCPX47072'])).toBe('ABCPX4707Z');
  expect(completed('_0060228_', ['500602282', 'S0060228Z'], true)).toBe('S0060228Z');
  expect(completed('_0060228_', ['500602282', 'S0060228Z'])).toBe('_0060228_');
});

test('the form decides nothing if readings differ, or where letters usually stand', () => {
  expect(completed('ABCPX35__Z', ['ABCPX3550Z', 'ABCPX3560Z'])).toBe('ABCPX35_0Z');
  expect(completed('ABCPX35__Z', ['ABCPX3550Z'])).toBe('ABCPX35__Z');
  expect(completed('__182072', ['77182072', '77182072'])).toBe('__182072');
  expect(completed('__1820727890', ['771820727890', '771820727890'])).toBe('__1820727890');
  expect(completed('ABCPX4707_', ['ABCPX47071', 'ABCPX47071'])).toBe('ABCPX4707_');
});

test('a number on which all readings agree is given in its form', () => {
  expect(agreedByForm(['S00910352', 'S00910352'], true)).toBe('S0091035Z');
  expect(agreedByForm(['S00910352', 'S00910352'], false)).toBeUndefined();
  expect(agreedByForm(['S00910352', 'S00910353'], true)).toBeUndefined();
  expect(agreedByForm(['275544245716000', '275544245716000'], false)).toBe('275544245716000');
  expect(agreedByForm(['275544245716000', '275544245716008'], false)).toBeUndefined();
  expect(agreedByForm(['77182072', '77182072'], false)).toBeUndefined();
});

test('no digit of a number is ever exchanged for another digit', () => {
  const reading = fc.stringMatching(/^[A-Z0-9]{6,15}$/);
  fc.assert(
    fc.property(reading, fc.boolean(), (text, isSingaporean) => {
      const unsettled = [...text].map(() => undefined);
      const result = completeByForm(unsettled, { readings: [text, text, text], isSingaporean });
      for (const [at, one] of result.entries()) {
        if (!one) continue;
        expect(one.isSure).toBe(false);
        if (/\d/.test(one.character) && /\d/.test(text[at] as string)) expect(one.character).toBe(text[at]);
      }
    }),
  );
});
