import { nullable } from '@winkwire/contract/schema/nullable';
import Type from 'typebox';
import { expect, test } from 'vitest';
import { validatorOf } from './validation.ts';

const body = Type.Object({
  name: Type.String(),
  note: Type.Optional(Type.String()),
  logo: Type.Optional(nullable(Type.String())),
  free: Type.Optional(Type.Unknown()),
  files: Type.Optional(Type.Array(Type.Object({ type: Type.String(), title: Type.Optional(Type.String()) }))),
});
const check = validatorOf('body', body);

test('null stands for what may be left out, as many clients write it', () => {
  const files = [{ type: 'PDF', title: null }];
  expect(check({ name: 'a', note: null, files })).toEqual({ name: 'a', files: [{ type: 'PDF' }] });
  expect(check({ name: 'a', files: null })).toEqual({ name: 'a' });
});

test('null that means something stays, and what is needed cannot be null', () => {
  const given = { name: 'a', logo: null, free: null, unknown: null };
  expect(check(given)).toEqual(given);
  expect(() => check({ name: null })).toThrow('name: has to be');
});

test('a body nested without end is refused, not followed', () => {
  const nested = (open: string, close: string) =>
    JSON.parse(`{"name":"a","free":${open.repeat(100_000)}1${close.repeat(100_000)}}`);
  expect(() => check(nested('[', ']'))).toThrow('nested deeper than 64');
  expect(() => check(nested('{"a":', '}'))).toThrow('nested deeper than 64');
});
