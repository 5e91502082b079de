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

const cycle: { self?: object } = {};
cycle.self = cycle;

test.each([
  ['a BigInt', 1n],
  ['an object that contains itself', cycle],
  ['an object whose toJSON throws', { toJSON: () => JSON.parse('') }],
  ['a symbol', Symbol('token')],
])('%s is rejected with advice, though JSON cannot contain it', (_, value) => {
  expect(() => requireToken(value)).toThrow('`userToken` is not a link token: undefined. Pass');
});
