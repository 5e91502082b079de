import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test.each([
  [1, '1 kB'],
  [20, '1 kB'],
  [3100, '4 kB'],
  [999 * 1024 + 1, '1 MB'],
  [1.5 * 1024 * 1024, '1.5 MB'],
  [15 * 1024 * 1024, '15 MB'],
])('%i bytes are %s', (bytes, shown) => {
  expect(formatBytes(bytes, 'en')).toBe(shown);
  // The server reports sizes in kilobytes, rounded up.
  expect(formatBytes(Math.ceil(bytes / 1024) * 1024, 'en')).toBe(shown);
});
