import { expect, test } from 'vitest';
import { summaryOf } from './delivery-summary.tsx';

test.each([
  [{ delivered: 0, retrying: 0, failed: 0, waiting: 0 }, 'Not sent', 'idle'],
  [{ delivered: 1, retrying: 0, failed: 0, waiting: 0 }, 'Delivered', 'good'],
  [{ delivered: 3, retrying: 0, failed: 0, waiting: 0 }, 'Delivered 3 of 3', 'good'],
  [{ delivered: 2, retrying: 0, failed: 1, waiting: 0 }, 'Given up 1 of 3', 'bad'],
  [{ delivered: 0, retrying: 2, failed: 0, waiting: 1 }, 'Retrying 2 of 3', 'warn'],
  [{ delivered: 1, retrying: 0, failed: 0, waiting: 1 }, 'Pending 1 of 2', 'idle'],
])('%j is %s', (...[counts, label, tone]) => {
  expect(summaryOf(counts)).toEqual([label, tone]);
});
