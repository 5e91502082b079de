import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { linesOf } from './new-settings.ts';

test.each([
  'plain',
  '  spaces at both ends ',
  'a # b',
  "it's",
  'a "b"',
  `it's "b"`,
  "it's a\\nb",
  "it's `b`",
  'a\nb',
  '',
])('a value is read back unchanged from a settings file: %j', (value) => {
  const lines = linesOf({ A: value, B: 'next' });
  expect(parseEnv(lines.join('\n'))).toEqual({ A: value, B: 'next' });
});

test('a value that no quotation mark can enclose is refused by the name of its variable', () => {
  expect(() => linesOf({ A: `it's "a" \`b\`` })).toThrow(/^the value of A cannot be written/);
});
