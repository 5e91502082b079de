import { expect, test } from 'vitest';
import outcomes from '../../../server/src/pipeline/attempt-log/outcome.ts?raw';
import { answerErrors, answerText, hasSucceeded } from './answer-words.ts';

test('every error that the server records has words, and no other', () => {
  const [, table] = /export const answerErrors = \{([^}]*)\}/.exec(outcomes)!;
  const codes = [...table!.matchAll(/^ {2}(\w+):/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(5);
  expect(Object.keys(answerErrors)).toEqual(codes);
});

test('an answer is told by its status, a failure by its reason, and both where there are both', () => {
  expect(answerText({ status: 500, error: null })).toBe('500');
  expect(answerText({ status: null, error: 'TIMEOUT' })).toBe('No answer in time');
  expect(answerText({ status: 302, error: 'REDIRECT_REFUSED' })).toBe('302: Redirect not followed');
  expect(answerText({ status: null, error: 'NEW_ONE' })).toBe('NEW_ONE');
  expect(answerText({ status: null, error: null })).toBe('No answer');
});

test('a status of success that came with an error is no success', () => {
  expect(hasSucceeded({ status: 204, error: null })).toBe(true);
  expect(hasSucceeded({ status: 200, error: 'TIMEOUT' })).toBe(false);
  expect(hasSucceeded({ status: 301, error: null })).toBe(false);
  expect(hasSucceeded({ status: null, error: null })).toBe(false);
});
