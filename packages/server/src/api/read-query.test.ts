import fc from 'fast-check';
import Type from 'typebox';
import { expect, test } from 'vitest';
import { publishedOperations } from '../testing/contract-check.ts';
import { originalOperations } from './original-operations.ts';
import { queryReaderOf } from './read-query.ts';
import { routes } from './routes.ts';

const query = Type.Object({
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 150 })),
  name: Type.Optional(Type.String()),
  active: Type.Optional(Type.Boolean()),
  userId: Type.Optional(Type.String()),
  startDate: Type.Optional(Type.String({ format: 'date-time' })),
  ids: Type.Optional(Type.Union([Type.Array(Type.String()), Type.String()])),
});
const read = queryReaderOf({ id: 'searchEvents', access: 'key', query });
const readLeniently = queryReaderOf({ id: 'listUsers', access: 'key', query });

test('each value is converted to the type of its parameter', () => {
  expect(read('/v1/events?size=10&name=a%20b+c&active=true')).toEqual({
    size: 10,
    name: 'a b c',
    active: true,
  });
  expect(read('/v1/events?ids=a,b')).toEqual({ ids: 'a,b' });
  expect(read('/v1/events?ids=a&ids=b')).toEqual({ ids: ['a', 'b'] });
  expect(read('/v1/events?name=10&&')).toEqual({ name: '10' });
  expect(read('/v1/events')).toEqual({});
  expect(read('/v1/events?')).toEqual({});
});

test.each([
  '0x10',
  '1e1',
  '+1',
  '-1',
  '%2B1',
  '10.0',
  '1_0',
  '10%20',
  '%2010',
  '%D9%A3',
  'ten',
  '1,5',
  '010',
  'Infinity',
  'NaN',
])('%s is not a whole number in a query', (text) => {
  expect(() => read(`/?size=${text}`)).toThrow('size: has to be a whole number in digits, such as 10.');
});

test('a whole number is parsed exactly, and a very long one stays a number', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (number) => {
      expect(read(`/?size=${number}`)).toEqual({ size: number });
    }),
  );
  expect(read(`/?size=${'9'.repeat(400)}`).size).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
  expect(Number.isInteger(read(`/?size=${'9'.repeat(400)}`).size)).toBe(true);
});

test('a blank parameter counts as absent, but a blank owner is refused', () => {
  expect(read('/?size=&name=&active=%20&ids=+')).toEqual({});
  for (const blank of ['userId=', 'userId', 'userId=%20', 'userId=+', 'userId=%09']) {
    expect(() => read(`/?${blank}`)).toThrow('userId: is blank.');
    expect(() => readLeniently(`/?${blank}`)).toThrow('userId: is blank.');
  }
});

test('a repeated parameter is refused, unless it accepts several values', () => {
  for (const twice of [
    'size=1&size=2',
    'size=1&size=1',
    'name=a&name=',
    'name=a&n%61me=b',
    'userId=&userId=u',
  ]) {
    expect(() => read(`/?${twice}`)).toThrow('is given more than once');
  }
});

test('an unknown parameter is refused with the nearest name, or ignored if the original API ignores it', () => {
  expect(() => read('/?sise=1')).toThrow('sise: is not a known parameter; the nearest name is size.');
  expect(() => read('/?userid=u')).toThrow('userid: is not a known parameter; the nearest name is userId.');
  expect(() => read('/?user_id=u')).toThrow('the nearest name is userId');
  expect(() => read(`/?${'x'.repeat(10_000)}=1`)).toThrow('is not a known parameter');
  expect(() => read('/?__proto__=1')).toThrow('__proto__: is not a known parameter');
  expect(() => read('/?constructor=1')).toThrow('is not a known parameter');
  expect(readLeniently('/?sise=1&sise=2&size=3&constructor=1')).toEqual({ size: 3 });
  const takesNone = queryReaderOf({ id: 'getEgress', access: 'key' });
  expect(() => takesNone('/?size=1')).toThrow('this operation has no parameters');
});

test('links that people follow, and our own pages of another version, may send unknown parameters', () => {
  expect(queryReaderOf({ id: 'getLandingPage', access: 'public' })('/?utm_source=mail')).toEqual({});
  expect(queryReaderOf({ id: 'watchAccount', access: 'session', internal: true })('/?later=1')).toEqual({});
});

test.each(['%ff', '%', '%2', '%zz', '%c3', '%ed%a0%80', '%c0%80', 'a\u00e9'])(
  'the escape %s is refused in names and values, known or not',
  (text) => {
    for (const pair of [`name=${text}`, `${text}=1`, `other=${text}`]) {
      expect(() => readLeniently(`/?${pair}`)).toThrow('not UTF-8');
    }
  },
);

test('the plus of an offset is kept, escaped or not, and no other text changes', () => {
  const startDate = '2026-04-21T09:30:00+08:00';
  expect(read(`/?startDate=${startDate}`)).toEqual({ startDate });
  expect(read(`/?startDate=${encodeURIComponent(startDate)}`)).toEqual({ startDate });
  expect(read('/?startDate=2026-04-21+09:30:00Z')).toEqual({ startDate: '2026-04-21 09:30:00Z' });
  expect(read('/?name=at+08:00')).toEqual({ name: 'at 08:00' });
});

test('unescaped bytes are decoded as UTF-8', () => {
  expect(read(`/?name=${Buffer.from('é').toString('latin1')}`)).toEqual({ name: 'é' });
});

test('any text survives encoding and parsing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(text.trim() !== '' && text.isWellFormed());
      expect(read(`/?name=${encodeURIComponent(text)}`)).toEqual({ name: text });
      expect(read(`/?${new URLSearchParams({ name: text })}`)).toEqual({ name: text });
    }),
  );
});

test('each of the original operations exists and is published', () => {
  const ids = new Set(publishedOperations.map(({ id }) => id));
  expect([...originalOperations].filter((id) => !ids.has(id))).toEqual([]);
  expect(routes.length).toBeGreaterThan(originalOperations.size);
});
