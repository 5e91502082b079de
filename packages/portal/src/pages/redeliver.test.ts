import { afterEach, expect, test, vi } from 'vitest';
import { redeliver, redeliveryText } from './redeliver.ts';

afterEach(() => vi.unstubAllGlobals());

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

test('an event that was queued is reported as queued, also if the server then fails to explain it', async () => {
  const toasts: unknown[] = [];
  vi.stubGlobal('location', { origin: 'https://winkwire.example' });
  vi.stubGlobal('dispatchEvent', ({ detail }: CustomEvent) => toasts.push(detail));
  vi.stubGlobal('fetch', async (url: string | URL) =>
    String(url).includes('/resend')
      ? Response.json({ code: 'OK', data: {} })
      : Response.json({ code: 'SERVER_ERROR', message: 'It failed.', requestId: 'r' }, { status: 500 }),
  );
  await redeliver('SANDBOX', { webhookId: 'wh-1', webhookName: 'Loan desk', eventId: 'et-1' });
  expect(toasts).toEqual(['Queued for Loan desk.']);
});
