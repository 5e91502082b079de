import { deliveryFailures } from '@winkwire/contract/delivery-failures';
import { expect, test } from 'vitest';
import { explanationOf, failureText, isSuccess, responseText } from './response-text.ts';

test('a response is named by its status, a failure by its code, and a response with a failure by both', () => {
  const text = (status: number | null, error: string | null, cause: string | null = null): string =>
    responseText({ status, error, cause });
  expect(text(500, null)).toBe('500');
  expect(text(null, 'TIMEOUT')).toBe('Timeout');
  expect(text(null, 'TLS_FAILED', 'CERTIFICATE_EXPIRED')).toBe('TLS failed: certificate expired');
  expect(text(null, 'DNS_FAILED', 'DNS_SILENT')).toBe('DNS failed: DNS silent');
  expect(text(302, 'REDIRECT_REFUSED')).toBe('302: Redirect refused');
  expect(text(null, 'NEW_ONE', 'AND_WHY')).toBe('New one: and why');
  expect(text(null, null)).toBe('No response');
});

test('every failure of the contract has a short name and a sentence', () => {
  for (const [code, { message }] of Object.entries(deliveryFailures)) {
    expect(failureText(code)).toMatch(/^[A-Z][A-Za-z ]+$/);
    expect(explanationOf({ error: code })).toBe(message);
  }
  expect(explanationOf({ error: 'NEW_ONE' })).toBeUndefined();
});

test('a successful status with an error is not a success', () => {
  expect(isSuccess({ status: 204, error: null })).toBe(true);
  expect(isSuccess({ status: 200, error: 'TIMEOUT' })).toBe(false);
  expect(isSuccess({ status: 301, error: null })).toBe(false);
  expect(isSuccess({ status: null, error: null })).toBe(false);
});
