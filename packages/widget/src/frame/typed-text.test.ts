import { expect, test } from 'vitest';
import { codeOf, withoutInvisible, withPlainDigits } from './typed-text.ts';

test.each([
  ['1234', '1234'],
  ['١٢٣٤', '1234'],
  ['۱۲۳۴', '1234'],
  ['१२३४', '1234'],
  ['๑๒๓๔', '1234'],
  ['１２３４', '1234'],
  ['𝟏𝟚𝟥𝟺', '1234'],
  [' 12-34\u00a0', '1234'],
  ['\u202a12\u200b34\u202c\ufeff', '1234'],
  ['a1-B2', 'a1B2'],
  ['-- ', ''],
  ['123456789', '123456789'],
])('the code in %j is %s', (typed, code) => {
  expect(codeOf(typed)).toBe(code);
});

test('every digit of Unicode becomes one of 0 to 9, and ten in a row are 0 to 9', () => {
  const digits: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const text = String.fromCodePoint(code);
    if (/\p{Nd}/u.test(text)) digits.push(text);
  }
  expect(digits.length % 10).toBe(0);
  expect(withPlainDigits(digits.join(''))).toBe('0123456789'.repeat(digits.length / 10));
});

test('a phone number keeps its signs, and a name its letters and spaces', () => {
  expect(withPlainDigits('\u2066+٦٣ (955) 999-1234\u2069')).toBe('+63 (955) 999-1234');
  expect(withoutInvisible('George\u200b von ١')).toBe('George von ١');
});
