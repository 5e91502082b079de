import { expect, test } from 'vitest';
import { plural } from './plural.ts';

test('only the number 1 has the singular', () => {
  expect([0, 1, 2].map((count) => plural(count, 'webhook'))).toEqual([
    '0 webhooks',
    '1 webhook',
    '2 webhooks',
  ]);
  expect(plural(2, 'delivery', 'deliveries')).toBe('2 deliveries');
});
