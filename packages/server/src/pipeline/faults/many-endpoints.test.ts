import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../store/store.ts';
import { type Engine, startEngine } from '../../store/testing/engines.ts';
import { startPipeline } from '../start-pipeline.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startReceiver } from '../testing/start-receiver.ts';

const columns = `mode, name, url, event_types, filter, active, include_payload, secrets, signing_key, headers,
  delivery, tls, paused_at, paused_reason, failing_since, created_at, updated_at, deleted_at`;

/** Copies a webhook until there are `count` of them. */
async function multiply(
  store: Store,
  webhookId: string,
  { count, type }: { count: number; type: string },
): Promise<void> {
  const id = store.engine === 'sqlite' ? `'wh-' || printf('%032x', i)` : `'wh-' || lpad(to_hex(i), 32, '0')`;
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count - 1})`;
  await store.transaction(async (transaction) => {
    await transaction.run(
      `insert into webhooks (tenant_id, id, ${columns})
       ${numbers} select tenant_id, ${id}, ${columns} from webhooks, n where webhooks.id = $1`,
      [webhookId],
    );
    await transaction.run(
      `insert into queues (tenant_id, webhook_id, shard, sequence, hash)
       ${numbers} select tenant_id, ${id}, i % 64, 0, hash from queues, n where webhook_id = $1`,
      [webhookId],
    );
    await transaction.run(
      `insert into cursors (tenant_id, webhook_id, sequence)
       ${numbers} select tenant_id, ${id}, 0 from cursors, n where webhook_id = $1`,
      [webhookId],
    );
    await transaction.run('update webhooks set event_types = $1', [JSON.stringify([type])]);
    await transaction.run('update webhook_versions set version = version + 1');
  });
}

describe.each(['sqlite', 'postgres'] as const)('on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  test('10,000 endpoints take little memory, and each is served', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const first = await delivering.webhook(receiver.url);
    const { store, metrics } = delivering.services;
    await multiply(store, first, { count: 10_000, type: 'ACCOUNT_CREATED' });
    await store.run(`update webhooks set event_types = '["USER_CREATED"]' where id = $1`, [first]);
    await store.run('update webhook_versions set version = version + 1');
    await delivering.append({});

    const heap = heapAfterCollection();
    const startedAt = performance.now();
    const pipeline = await startPipeline({ ...delivering.services, config: deliverOnly(delivering) });
    try {
      await receiver.count(1);
      const seconds = (performance.now() - startedAt) / 1000;
      const gauge = metrics.getSingleMetric('winkwire_endpoints')!;
      await expect.poll(async () => (await gauge.get()).values[0]?.value, { timeout: 15_000 }).toBe(10_000);
      const megabytes = (heapAfterCollection() - heap) / 2 ** 20;
      console.log(`${name}: 10,000 endpoints in ${seconds.toFixed(1)} s and ${megabytes.toFixed(0)} MB`);
      expect(megabytes).toBeLessThan(150);
      await delivering.append({}, { type: 'ACCOUNT_CREATED' });
      const served = `select count(distinct webhook_id) as served from deliveries where state = 'delivered'`;
      await expect.poll(() => store.get(served), { timeout: 150_000 }).toEqual({ served: 10_000 });
      // One endpoint gets two deliveries, and each of the others gets one. Under load, a late response causes a retry.
      const attempts = `select count(*) as made, sum(case when status = 200 then 1 else 0 end) as good from attempts`;
      const { made, good } = (await store.get<{ made: number; good: number }>(attempts))!;
      expect(Number(good)).toBe(2 + 9999);
      expect(receiver.received.length).toBeGreaterThanOrEqual(2 + 9999);
      expect(receiver.received.length).toBeLessThanOrEqual(Number(made));
    } finally {
      await pipeline.close();
    }
  }, 180_000);

  test('one event to 1,000 endpoints reaches each once', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const first = await delivering.webhook(receiver.url);
    await multiply(delivering.services.store, first, { count: 1000, type: 'USER_CREATED' });
    const pipeline = await startPipeline({ ...delivering.services, config: deliverOnly(delivering) });
    try {
      await delivering.append({});
      await receiver.count(1000);
      const { store } = delivering.services;
      const left = `select count(*) as left_over from deliveries where state <> 'delivered'`;
      await expect.poll(() => store.get(left), { timeout: 10_000 }).toEqual({ left_over: 0 });
      expect(receiver.received).toHaveLength(1000);
      const each =
        'select count(distinct webhook_id) as endpoints, max(attempts) as attempts from deliveries';
      expect(await store.get(each)).toEqual({ endpoints: 1000, attempts: 1 });
    } finally {
      await pipeline.close();
    }
  }, 60_000);
});

const deliverOnly = ({ services }: Awaited<ReturnType<typeof startDelivering>>) => ({
  ...services.config,
  roles: ['deliver' as const],
});

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
