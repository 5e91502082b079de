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

/** A store that answers each question when it is told to. */
function asked() {
  const questions: { since: unknown; answer(rows: object[]): void; fail(): void }[] = [];
  const all = (_: string, parameters: unknown[] = []) =>
    new Promise((answer, reject) =>
      questions.push({ since: parameters[0], answer, fail: () => reject(new Error('away')) }),
    );
  return { questions, store: { all } as unknown as Store };
}

/** A store whose question for what waits for a retry is answered when it is told to. */
function slowToTellRetries(store: Store) {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked = Promise.withResolvers<void>();
  const slow = new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        if (name === 'all' && String(given[0]).includes('select d.source_id, d.sequence, d.due_at')) {
          asked.resolve();
          await released;
        }
        return value.apply(target, given);
      };
    },
  });
  return { store: slow, asked: asked.promise, release };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('endpoints that could not be read are read at the next poll, even if a poll in progress succeeds', async () => {
  const { questions, store } = asked();
  const common = { store, memory: new QueueMemory(10), pump: () => {}, logError: () => {} };
  const endpoints = new LeasedEndpoints({
    ...common,
    box: new SecretBox([randomBytes(32)]),
    log: pino({ level: 'silent' }),
    reader: new LaneReader({ ...common, pageSize: 10, failDamaged: async () => {} }),
    leasedShards: () => new Set([1]),
    withUnwritten: (endpoint) => endpoint,
  });
  const underWay = endpoints.poll();
  endpoints.onShardsChanged([1], []);
  questions[1]!.fail();
  await settled();
  questions[0]!.answer([]);
  await settled();
  questions[2]!.answer([]);
  await underWay;

  for (const at of [3, 4]) {
    const next = endpoints.poll().catch(() => {});
    expect(questions[at]!.since).toBe(0);
    // Nor is it forgotten when that poll fails.
    questions[at]!.fail();
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
  const { store, asked, release } = slowToTellRetries(services.store);
  await using _dispatcher = await startDispatcher(delivering, { store });
  await asked;
  await receiver.count(1);
  await deleteWebhook(services, caller, id);
  services.store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'changed' });
  await new Promise((resolve) => setTimeout(resolve, 200));
  release();
  await delivering.append({});
  await receiver.count(2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const rows = await services.store.all('select webhook_id, state from deliveries order by webhook_id');
  expect(receiver.received.map(({ headers }) => headers['webhook-sequence'])).toEqual(['1', '2']);
  expect(rows).toContainEqual({ webhook_id: other, state: 'delivered' });
});
