import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addLengthKeywords, countCharacters } from './count-characters.ts';

test('a surrogate pair counts as one character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(countCharacters(text)).toBe([...text].length);
    }),
  );
  expect(countCharacters('\ud800')).toBe(1);
  expect(countCharacters('\ud800\ud800\udc00')).toBe(2);
});

test('the keywords accept the same lengths as those of Ajv', () => {
  const schema = { type: 'string', minLength: 2, maxLength: 4 };
  const ours = addLengthKeywords(new Ajv()).compile(schema);
  const theirs = new Ajv().compile(schema);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 10 }), (text) => {
      expect(ours(text)).toBe(theirs(text));
      expect(ours.errors?.map(({ keyword, params }) => [keyword, params])).toEqual(
        theirs.errors?.map(({ keyword, params }) => [keyword, params]),
      );
    }),
  );
});

test('a pattern is not matched against a string that is too long', () => {
  const validate = addLengthKeywords(new Ajv()).compile({ type: 'string', maxLength: 4, pattern: '^a+$' });
  expect(validate('b'.repeat(5))).toBe(false);
  expect(validate.errors?.map(({ keyword }) => keyword)).toEqual(['maxLength']);
});
