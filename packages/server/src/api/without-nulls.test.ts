import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { withoutNulls } from './without-nulls.ts';

const Item = Type.Object({ name: Type.String(), note: Type.Optional(Type.String()) });
const Schema = Type.Object({
  name: Type.String(),
  url: Type.Optional(Type.String()),
  mayBeNull: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  item: Type.Optional(Item),
  items: Type.Optional(Type.Array(Item)),
});

test('an optional property that is null is left out, at each depth', () => {
  const given = { name: 'n', url: null, item: { name: 'i', note: null }, items: [{ name: 'j', note: null }] };
  expect(withoutNulls(Schema, given)).toEqual({ name: 'n', item: { name: 'i' }, items: [{ name: 'j' }] });
  expect(given.url).toBe(null);
});

test('a null stays if it is permitted, required, or not described', () => {
  const given = { name: null, mayBeNull: null, unknown: null };
  expect(withoutNulls(Schema, given)).toEqual(given);
});

test('a value without such nulls is returned as it is', () => {
  const given = { name: 'n', mayBeNull: null, items: [{ name: 'i', note: 'x' }] };
  expect(withoutNulls(Schema, given)).toBe(given);
  expect(withoutNulls(Schema, 'text')).toBe('text');
  expect(withoutNulls(Schema, null)).toBe(null);
});
