import { Ajv } from 'ajv';
import Type from 'typebox';
import { expect, test } from 'vitest';
import { record } from './record.ts';

const validate = new Ajv().compile(
  record(
    { pattern: '^[a-z]+$', maxLength: 5, description: 'Small letters.' },
    Type.String({ maxLength: 3 }),
    {
      maxProperties: 2,
    },
  ),
);

test.each([{}, { a: 'abc' }, { a: '1', b: '2' }])(
  'accepts names and values that follow their rules: %j',
  (value) => {
    expect(validate(value)).toBe(true);
  },
);

test.each([
  { A: 'x' },
  { '': 'x' },
  { 'a ': 'x' },
  { 'a\n': 'x' },
  { letters: 'x' },
  { a: 'long' },
  { a: 1 },
  { a: '1', b: '2', c: '3' },
  [],
])('refuses a name or a value that breaks its rule, and one too many: %j', (value) => {
  expect(validate(value)).toBe(false);
});
