import { expect, test } from 'vitest';
import { requireToken } from './require-token.ts';

const token = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0ZW5hbnRJZCI6Im1haW4ifQ.c2lnbmF0dXJl';

test('a link token is accepted', () => {
  expect(() => requireToken(token)).not.toThrow();
});

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  ['', '""'],
  ['undefined', '"unde'],
  ['[object Object]', '"[obj'],
  [`Bearer ${token}`, '"Bear'],
  [`${token}\n`, '"eyJh'],
  [{ accessToken: token }, '{"acc'],
  ['a secret of an API key', '"a se'],
])('%j is rejected, and the error quotes at most four characters of it', (value, name) => {
  expect(() => requireToken(value)).toThrow(`\`userToken\` is not a link token: ${name}. Pass`);
});
