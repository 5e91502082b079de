import { nullable } from '@winkwire/contract/schema/nullable';
import { record } from '@winkwire/contract/schema/record';
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

test('null has the same effect as an absent optional property', () => {
  const files = [{ type: 'PDF', title: null }];
  expect(check({ name: 'a', note: null, files })).toEqual({ name: 'a', files: [{ type: 'PDF' }] });
  expect(check({ name: 'a', files: null })).toEqual({ name: 'a' });
});

test('null stays where the schema permits it, and a required property cannot be null', () => {
  const given = { name: 'a', logo: null, free: null, unknown: null };
  expect(check(given)).toEqual(given);
  expect(() => check({ name: null })).toThrow('name: has to be');
});

test('the message about a forbidden name shows the name and the rule that it breaks', () => {
  const rule = { pattern: '^[a-z]+$', maxLength: 5, description: 'Small letters.' };
  const checkRecord = validatorOf(
    'body',
    Type.Object({ labels: record(rule, Type.String(), { maxProperties: 5 }) }),
  );
  const refusal = (name: string) => () => checkRecord({ labels: { [name]: 'x' } });
  expect(refusal('a ')).toThrow('labels["a "]: is not a permitted name (Small letters).');
  expect(refusal('')).toThrow('labels[""]: is not a permitted name');
  expect(refusal('A')).toThrow('labels.A: is not a permitted name');
});

test('a value that is nested deeply is refused', () => {
  const nested = (open: string, close: string) =>
    JSON.parse(`{"name":"a","free":${open.repeat(100_000)}1${close.repeat(100_000)}}`);
  expect(() => check(nested('[', ']'))).toThrow('A value is nested deeper than 64');
  expect(() => check(nested('{"a":', '}'))).toThrow('A value is nested deeper than 64');
});

const list = Type.Object({
  name: Type.String({ maxLength: 5 }),
  list: Type.Array(Type.Union([Type.String({ maxLength: 3 }), Type.Object({ a: Type.Literal(1) })]), {
    maxItems: 50,
  }),
});
const checkList = validatorOf('body', list);

test('if a list is too long, only its length is reported and not its contents', () => {
  const refusal = (items: number) => () => checkList({ name: 'longer', list: Array(items).fill(0) });
  expect(refusal(51)).toThrow(
    /^name: may be at most 5 characters long, not 6; list: may have at most 50 items\.$/,
  );
});

test('one violation of a large body is reported, and five of a small one', () => {
  expect(() => checkList({ name: 'longer', list: Array(600).fill(0) })).toThrow(/^(name|list): [^;]+\.$/);
  expect(() => checkList({ name: 'a', list: Array(10).fill(0) })).toThrow(
    /^list\[0\]: [^;]+; list\[1\]: [^;]+; list\[2\]: [^;]+; list\[3\]: [^;]+; list\[4\]: [^;]+\.$/,
  );
});

test('five violations of a record with many bad names are reported', () => {
  const record = Type.Unsafe({
    type: 'object',
    propertyNames: { type: 'string', pattern: '^[a-z]$', maxLength: 1 },
    additionalProperties: { type: 'string', maxLength: 1 },
    maxProperties: 400,
  });
  const names = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`N${index}`, 'x']));
  const message = () => validatorOf('body', record)(names);
  expect(message).toThrow(/^N0: [^;]+; N1: [^;]+; N2: [^;]+; N3: [^;]+; N4: [^;]+\.$/);
});
