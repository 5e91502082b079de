import { expect, test } from 'vitest';
import { redeliveryText } from './redeliver.ts';

test.each(['PAUSED', 'HELD', 'PARKED'] as const)('a redelivery that has to wait says why: %s', (state) => {
  expect(redeliveryText('Loan desk', { state, sentence: 'The webhook is paused.' })).toBe(
    'Queued for Loan desk, but not sent yet. The webhook is paused.',
  );
});

test.each(['WAITING', 'RETRYING', 'DELIVERED'] as const)(
  'a redelivery that can be sent is queued: %s',
  (state) => {
    expect(redeliveryText('Loan desk', { state, sentence: 'It is next.' })).toBe('Queued for Loan desk.');
  },
);
