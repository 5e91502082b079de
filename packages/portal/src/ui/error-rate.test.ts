import { expect, test } from 'vitest';
import { errorRate, latencyText } from './error-rate.ts';

test('an error rate never rounds a failure or a success away', () => {
  expect(errorRate({ total: 0, failed: 0 })).toBe(null);
  expect(errorRate({ total: 57_138, failed: 4761 })).toBe('8.3%');
  expect(errorRate({ total: 100_000, failed: 1 })).toBe('0.1%');
  expect(errorRate({ total: 100_000, failed: 99_999 })).toBe('99.9%');
  expect(errorRate({ total: 3, failed: 3 })).toBe('100%');
  expect(errorRate({ total: 3, failed: 0 })).toBe('0%');
});

test('a latency is shown as its median and its 95th percentile', () => {
  expect(latencyText({ p50: 40, p95: 900 })).toBe('40 / 900 ms');
  expect(latencyText({ p50: null, p95: null })).toBe('–');
});
