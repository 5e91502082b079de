import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiJson } from './ascii-json.ts';

test('characters beyond ASCII are escaped, and no others', () => {
  expect(asciiJson({ name: 'José Muñoz 王' })).toBe('{"name":"Jos\\u00e9 Mu\\u00f1oz \\u738b"}');
  expect(asciiJson('😀')).toBe('"\\ud83d\\ude00"');
  expect(asciiJson('\u007f\u2028\ud800')).toBe('"\\u007f\\u2028\\ud800"');
  expect(asciiJson({ é: 'a"b\\c\n' })).toBe('{"\\u00e9":"a\\"b\\\\c\\n"}');
});

test('every value survives encoding and parsing, and its text has only characters from space to tilde', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }), (value) => {
      const json = asciiJson(value);
      expect(json).toMatch(/^[ -~]*$/);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('JSON that is already ASCII stays as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme-ascii' }), (value) => {
      expect(asciiJson(value)).toBe(JSON.stringify(value));
    }),
  );
});
