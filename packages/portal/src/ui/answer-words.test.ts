import { expect, test } from 'vitest';
import { answerText, hasSucceeded } from './answer-words.ts';

test('an answer is told by its status, a failure by its reason, and both where there are both', () => {
  const text = (status: number | null, error: string | null, cause: string | null = null): string =>
    answerText({ status, error, cause });
  expect(text(500, null)).toBe('500');
  expect(text(null, 'TIMEOUT')).toBe('No answer in time');
  expect(text(null, 'TLS_FAILED', 'CERTIFICATE_EXPIRED')).toBe('TLS failed: certificate expired');
  expect(text(null, 'DNS_FAILED', 'DNS_SILENT')).toBe('DNS failed: DNS silent');
  expect(text(302, 'REDIRECT_REFUSED')).toBe('302: Redirect not followed');
  expect(text(null, 'NEW_ONE', 'AND_WHY')).toBe('NEW_ONE: and why');
  expect(text(null, null)).toBe('No answer');
});

test('a status of success that came with an error is no success', () => {
  expect(hasSucceeded({ status: 204, error: null })).toBe(true);
  expect(hasSucceeded({ status: 200, error: 'TIMEOUT' })).toBe(false);
  expect(hasSucceeded({ status: 301, error: null })).toBe(false);
  expect(hasSucceeded({ status: null, error: null })).toBe(false);
});
