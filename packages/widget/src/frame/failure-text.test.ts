import { expect, test } from 'vitest';
import type { FailureCode } from './chart-vocabulary.ts';
import { failureText } from './failure-text.ts';
import { en } from './texts/en.ts';

test('a code with its own text gets this text, and every other code gets the general text', () => {
  expect(failureText('NETWORK', en)).toBe(en.failures.NETWORK);
  for (const code of ['ACCESS_DENIED', 'NEW_ONE', 'constructor', '__proto__'])
    expect(failureText(code as FailureCode, en)).toBe(en.failures.OTHER);
});
