import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { expect, test } from 'vitest';
import { deleteWebhook } from '../../actions/delete-webhook.ts';
import { SecretBox } from '../../platform/secret-box.ts';
import type { Store } from '../../store/store.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';
import { LaneReader } from './lane-reader.ts';
import { LeasedEndpoints } from './leased-endpoints.ts';
import { QueueMemory } from './queue-memory.ts';

/** A store whose queries end when the test resolves them or lets them fail. */
function controlled() {
  const queries: { since: unknown; resolve(rows: object[]): void; fail(): void }[] = [];
  const all = (_: string, parameters: unknown[] = []) =>
    new Promise((resolve, reject) =>
      queries.push({ since: parameters[0], resolve, fail: () => reject(new Error('away')) }),
    );
  return { queries, store: { all } as unknown as Store };
}

/** A store whose query for retrying deliveries waits for `release`. */
function slowRetries(store: Store) {
  const [released, queried, stateRead] = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
  const slow = new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        if (name === 'all' && String(given[0]).includes('select d.source_id, d.sequence, d.due_at')) {
          queried!.resolve();
          await released!.promise;
        }
        const result = await value.apply(target, given);
        if (name === 'get' && String(given[0]).includes('from webhooks w')) stateRead!.resolve();
        return result;
      };
    },
  });
  return {
    store: slow,
    queried: queried!.promise,
    release: released!.resolve,
    /** Resolves when the state of an endpoint has been read. */
    stateRead: stateRead!.promise,
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('endpoints that could not be read are read at the next poll, even if a poll in progress succeeds', async () => {
  const { queries, store } = controlled();
  const common = { store, memory: new QueueMemory(10), pump: () => {}, logError: () => {} };
  const endpoints = new LeasedEndpoints({
    ...common,
    box: new SecretBox([randomBytes(32)]),
    log: pino({ level: 'silent' }),
    reader: new LaneReader({ ...common, pageSize: 10, failDamaged: async () => {} }),
    leasedShards: () => new Set([1]),
    withUnwritten: (endpoint) => endpoint,
  });
  const polling = endpoints.poll();
  endpoints.onShardsChanged([1], []);
  queries[1]!.fail();
  await settled();
  queries[0]!.resolve([]);
  await settled();
  queries[2]!.resolve([]);
  await polling;

  for (const at of [3, 4]) {
    const next = endpoints.poll().catch(() => {});
    expect(queries[at]!.since).toBe(0);
    // If this poll fails too, the next one reads all endpoints again.
    queries[at]!.fail();
    await next;
  }
});

test('nothing is sent to an endpoint that was deleted while its retries were read', async () => {
  await using receiver = await startReceiver();
  await using delivering = await startDelivering({ roles: ['api'] });
  const { services, caller } = delivering;
  const id = await delivering.webhook(receiver.url, { delivery: { strictOrder: true } });
  const other = await delivering.webhook(receiver.url);
  await delivering.append({});
  const { store, queried, release, stateRead } = slowRetries(services.store);
  await using _dispatcher = await startDispatcher(delivering, { store });
  await queried;
  await receiver.count(1);
  await deleteWebhook(services, caller, id);
  services.store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'changed' });
  await stateRead;
  release();
  // If the deleted endpoint still got deliveries, the first event would have reached it before the second event is
  // received.
  for (const count of [2, 3]) {
    await delivering.append({});
    await receiver.count(count);
  }
  const rows = await services.store.all('select webhook_id, state from deliveries order by webhook_id');
  expect(receiver.received.map(({ headers }) => headers['webhook-sequence'])).toEqual(['1', '2', '3']);
  expect(rows).toContainEqual({ webhook_id: other, state: 'delivered' });
});
