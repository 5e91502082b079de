import { expect, test } from 'vitest';
import { successRate } from './endpoint-state.tsx';

test('a success rate never rounds a failure away', () => {
  expect(successRate({ delivered: 0, failed: 0 })).toBe(null);
  expect(successRate({ delivered: 10, failed: 0 })).toBe('100%');
  expect(successRate({ delivered: 99_999, failed: 1 })).toBe('99.9%');
  expect(successRate({ delivered: 0, failed: 3 })).toBe('0.0%');
});
