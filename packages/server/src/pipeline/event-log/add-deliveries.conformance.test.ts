import { bodyDigest, chainHash } from '@winkwire/receiver/checkpoint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { countRoundTrips } from '../../store/testing/count-round-trips.ts';
import { type Engine, type Place, startEngine } from '../../store/testing/engines.ts';
import { addDeliveries, type LoggedEvent } from './add-deliveries.ts';

describe.each(['sqlite', 'postgres'] as const)('deliveries of logged events on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    store = await openStore(place.config);
  });
  afterAll(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const events = Array.from(
    { length: 500 },
    (_, n): LoggedEvent => ({
      id: `et-${n}`,
      mode: 'SANDBOX',
      source_id: 's',
      body: n === 7 ? null : `{"n":${n}}`,
      payload_body: null,
      body_digest: null,
      payload_digest: null,
    }),
  );
  const target = { tenantId: 'acme', webhookId: 'wh-1', includePayload: false, now: 5 };

  test('500 events are added in at most five round trips, because their counter is locked meanwhile', async () => {
    await store.run(
      `insert into queues (tenant_id, webhook_id, shard, sequence, hash) values ('acme', 'wh-1', 0, 0, '')`,
    );
    const early = [events[3], events[400]] as LoggedEvent[];
    await store.transaction((transaction) => addDeliveries(transaction, target, early));
    const { added, count } = await store.transaction(async (transaction) => {
      const { queries, count } = countRoundTrips(transaction);
      return { added: await addDeliveries(queries, target, events), count: count() };
    });
    expect(count).toBeLessThanOrEqual(5);
    // The event without a body gets no delivery, and no event gets a second one.
    expect(added).toEqual({ count: 497, last: 499 });
    const given = [...early, ...events.filter((event) => event.body !== null && !early.includes(event))];
    expect(await store.all('select sequence, event_id from deliveries order by sequence')).toEqual(
      given.map(({ id }, index) => ({ sequence: index + 1, event_id: id })),
    );
    const hash = given.reduce((chain, { id, body }) => chainHash(chain, id, bodyDigest(body ?? '')), '');
    expect(await store.get('select sequence, hash from queues')).toEqual({ sequence: 499, hash });
  });
});
