import { expect, test } from 'vitest';
import { counted } from './counted.ts';

test('a count is in the format of the reader, and only the number 1 has the singular', () => {
  expect(counted(1, 'event')).toBe('1 event');
  expect(counted(0, 'event')).toBe('0 events');
  expect(counted(1204, 'delivery', 'deliveries')).toBe(`${(1204).toLocaleString()} deliveries`);
});
