import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pullEvents } from '../../domain/pull-events.ts';
import { type Engine, startEngine } from '../../store/testing/engines.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startReceiver } from '../testing/start-receiver.ts';
import { eraseEventsOfUser } from './erase-events.ts';
import { expireEvents } from './expire-events.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const chainTables = ['events', 'deliveries', 'attempts', 'idempotency_keys'];

describe.each(['sqlite', 'postgres'] as const)('retention on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  test('what has expired is gone from every table, what has not stays', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using delivering = await startDelivering(place.config);
    const { store } = delivering.services;
    await store.run(`insert into tenants (id, name, created_at) values ('acme', 'Acme', 1)`);
    await delivering.webhook(receiver.url);
    await delivering.append({}, {});
    await receiver.count(2);
    const delivered = `select count(*) as count from deliveries where state = 'delivered'`;
    await expect.poll(() => store.get(delivered)).toEqual({ count: 2 });
    expect(await expireEvents(store, { before: Date.now() - 60_000 })).toBe(0);
    expect(await expireEvents(store, { before: Date.now() + 60_000 })).toBe(2);
    for (const table of chainTables) {
      expect(await store.get(`select count(*) as count from ${table}`), table).toEqual({ count: 0 });
    }
  });

  test('an erased user leaves no body behind, and the chain can still be verified', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using delivering = await startDelivering(place.config);
    const { secrets, store } = delivering.services;
    const webhookId = await delivering.webhook(receiver.url);
    const secret = 'jane@example.com';
    await delivering.append({ userId: 'u1', data: { secret } }, { userId: 'u2' });
    await receiver.count(2);
    const delivered = `select count(*) as count from deliveries where state = 'delivered'`;
    await expect.poll(() => store.get(delivered)).toEqual({ count: 2 });
    const of = { tenantId: 'acme', mode: 'SANDBOX', userId: 'u1', now: Date.now() };
    expect(await store.transaction((transaction) => eraseEventsOfUser(transaction, of))).toBe(1);
    expect(JSON.stringify(await store.all('select * from events'))).not.toContain(secret);
    expect(await store.all('select response_body from attempts order by sequence')).toEqual([
      { response_body: null },
      { response_body: 'ok' },
    ]);
    const page = { webhookId, after: 0, size: 10 };
    const pulled = await pullEvents(
      { queries: store, box: secrets, now: Date.now() },
      delivering.caller,
      page,
    );
    expect(pulled.items.map(({ body }) => body === null)).toEqual([true, false]);
    let chain = '0'.repeat(64);
    for (const { digest, headers } of pulled.items)
      chain = sha(`${chain}:${headers['webhook-id']}:${digest}`);
    expect(await store.get('select hash from queues')).toEqual({ hash: chain });
  });
});
