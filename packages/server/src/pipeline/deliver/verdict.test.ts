import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { readRetryAfter } from '../../domain/retry-after.ts';
import { defaultCeilings, retryDelay } from './schedule.ts';
import { judge } from './verdict.ts';

const now = Date.parse('2026-04-21T09:30:00Z');
const response = (status: number | null, retryAfter: string | null = null) => ({ status, retryAfter });
const circumstances = { number: 1, now, random: 0.5 };
const hour = 3_600_000;

test.each([200, 201, 202, 204, 226, 299])('status %d means that the delivery has succeeded', (status) => {
  expect(judge(response(status), circumstances)).toEqual({ kind: 'delivered' });
});

test.each([null, 300, 301, 307, 308, 400, 401, 403, 404, 408, 418, 429, 500, 502, 503, 599])(
  'status %s is retried',
  (status) => {
    expect(judge(response(status), circumstances).kind).toBe('retry');
  },
);

const last = defaultCeilings.length + 1;

test('410 disables the endpoint, even at the last attempt', () => {
  expect(judge(response(410), { ...circumstances, number: last })).toEqual({ kind: 'disable', at: now });
});

test('after a failure of the last attempt a delivery is given up, and after a success it is delivered', () => {
  expect(judge(response(500), { ...circumstances, number: last - 1 }).kind).toBe('retry');
  expect(judge(response(500), { ...circumstances, number: last }).kind).toBe('give-up');
  expect(judge(response(200), { ...circumstances, number: last }).kind).toBe('delivered');
});

test('an endpoint with an empty list of delays gets one attempt', () => {
  expect(judge(response(500), { ...circumstances, ownDelays: [] }).kind).toBe('give-up');
});

test.each([
  [429, '120', 120_000],
  [503, '120', 120_000],
  [503, 'Tue, 21 Apr 2026 09:40:00 GMT', 600_000],
  [429, '999999', hour],
  [503, '120, 120', 120_000],
])('%d with Retry-After %s holds the endpoint', (status, retryAfter, wait) => {
  expect(judge(response(status, retryAfter), circumstances)).toEqual({
    kind: 'retry',
    at: now + wait,
    holdUntil: now + wait,
  });
});

test.each([
  [500, '120'],
  [429, null],
  [429, 'soon'],
  [429, ''],
  [503, 'Tue, 21 Apr 2020 09:40:00 GMT'],
])('%d with Retry-After %s follows the schedule', (status, retryAfter) => {
  const verdict = judge(response(status, retryAfter), circumstances);
  expect(verdict).toEqual({ kind: 'retry', at: now + 25_000 });
});

test('if the scheduled delay is longer than Retry-After, the endpoint is held only for Retry-After', () => {
  const verdict = judge(response(503, '1'), { ...circumstances, number: 8 });
  expect(verdict).toEqual({ kind: 'retry', at: now + retryDelay(8, 0.5)!, holdUntil: now + 1000 });
});

test.each(['', '1.5', '-1', '+1', '1e3', '0x10', 'Infinity', '5 s', '2027-01-01', 'soon', 'Sun'])(
  'the Retry-After %j is ignored, because it is neither seconds nor an HTTP date',
  (text) => {
    expect(readRetryAfter(text, now)).toBeUndefined();
  },
);

test.each([
  ['Sun, 06 Nov 1994 08:49:37 GMT'],
  ['Sunday, 06-Nov-94 08:49:37 GMT'],
  ['Sun Nov  6 08:49:37 1994'],
])('the HTTP date %j is read in GMT', (text) => {
  vi.stubEnv('TZ', 'Asia/Manila');
  expect(readRetryAfter(text, Date.UTC(1994, 10, 6, 8, 49, 7))).toBe(30_000);
});

test('Retry-After is never read as a time in the past', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const wait = readRetryAfter(text, now);
      expect(wait === undefined || (wait >= 0 && wait <= hour)).toBe(true);
    }),
  );
});
