import { expect, test } from 'vitest';
import { openStore } from '../../store/open-store.ts';
import { startEngine } from '../../store/testing/engines.ts';
import { findLost, type KnownQueue } from './lost-history.ts';

/** The queue of a webhook whose only delivery, of the event `et-1`, has been sent. */
const known = (webhookId: string): KnownQueue => ({
  entry: {} as KnownQueue['entry'],
  tenantId: 'acme',
  webhookId,
  head: 1,
  last: { sequence: 1, eventId: 'et-1' },
});

test('a queue has lost deliveries if its last one is missing or is another one, but not if that one has expired', async () => {
  await using engine = await startEngine('postgres');
  await using place = await engine.place();
  const store = await openStore(place.config);
  const cases: [webhookId: string, stored: { sequence: number; eventId?: string }][] = [
    ['same', { sequence: 1, eventId: 'et-1' }],
    ['other', { sequence: 1, eventId: 'et-2' }],
    ['missing', { sequence: 0 }],
    ['expired', { sequence: 1 }],
  ];
  for (const [webhookId, { sequence, eventId }] of cases) {
    await store.run(
      `insert into queues (tenant_id, webhook_id, shard, sequence, hash) values ('acme', $1, 0, $2, '')`,
      [webhookId, sequence],
    );
    if (eventId === undefined) continue;
    await store.run(
      `insert into deliveries (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, created_at, updated_at)
       values ('acme', $1, 1, 'SANDBOX', $2, 's', 0, 1, 1)`,
      [webhookId, eventId],
    );
  }
  const lost = await findLost(
    store,
    cases.map(([webhookId]) => known(webhookId)),
  );
  expect(lost.map(({ webhookId }) => webhookId)).toEqual(['other', 'missing']);
  // The lane already has deliveries of the new primary. Only its earlier state shows that deliveries were lost.
  const earlier = known('other');
  const now = { ...earlier, last: { sequence: 1, eventId: 'et-2' } };
  expect(await findLost(store, [now])).toEqual([]);
  expect(await findLost(store, [earlier, now])).toEqual([earlier]);
  await store.close();
});
