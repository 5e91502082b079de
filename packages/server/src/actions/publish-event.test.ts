import { hash } from 'node:crypto';
import { exampleBody } from '@winkwire/contract/events';
import { expect, test } from 'vitest';
import { publicationOf } from './publish-event.ts';

const digestsOf = (data: Record<string, unknown>) =>
  publicationOf(
    { tenantId: 'acme', mode: 'SANDBOX' },
    { type: 'TASK_FINISHED', data, idempotencyKey: 'k' },
    0,
  ).idempotency!;

test('the digest covers what the client has sent, in any order, and no default values', () => {
  const {
    datapoints: _,
    payload: __,
    ...data
  } = exampleBody('TASK_FINISHED').data as Record<string, unknown>;
  const { digest } = digestsOf({ ...data });
  const sorted = Object.fromEntries(
    Object.entries(data).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
  expect(digest).toBe(hash('sha256', JSON.stringify({ data: sorted, type: 'TASK_FINISHED' })));
  expect(digestsOf(Object.fromEntries(Object.entries(data).toReversed())).digest).toBe(digest);
});
