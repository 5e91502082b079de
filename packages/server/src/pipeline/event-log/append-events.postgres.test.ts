import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../store/open-store.ts';
import { connectionConfig, queriesOf } from '../../store/postgres/connection.ts';
import type { Queries, Value } from '../../store/store.ts';
import { type Postgres, startPostgres } from '../../store/testing/start-postgres.ts';
import { Subscriptions } from '../fan-out/subscriptions.ts';
import { appendEvents } from './append-events.postgres.ts';
import { KnownCounters } from './known-counters.ts';
import { renderEvent } from './render-event.ts';

const megabyte = 1024 * 1024;

let postgres: Postgres;
let client: Client;
let databaseUrl: string;
beforeAll(async () => {
  postgres = await startPostgres();
  databaseUrl = await postgres.createDatabase();
  await (await openStore({ databaseUrl, dataDir: '' })).close();
  client = new Client({ ...connectionConfig, connectionString: databaseUrl, pipeline: true });
  await client.connect();
  await client.query(`insert into webhooks
      (tenant_id, id, mode, name, url, event_types, active, include_payload, secrets, headers, delivery, created_at, updated_at)
    select 'acme', 'wh-' || n, 'SANDBOX', 'n', 'https://x.example', '["ALL_EVENTS"]', 1, 0, '[]', '{}', '{}', 1, 1
    from generate_series(1, 25) n`);
  await client.query(`insert into queues (tenant_id, webhook_id, shard, sequence, hash)
    select 'acme', 'wh-' || n, 0, 0, '' from generate_series(1, 25) n`);
});
afterAll(async () => {
  await client.end();
  await postgres[Symbol.asyncDispose]();
});

/** Measures the highest number of bytes that were in flight at once. */
function measured(queries: Queries): Queries & { most: number } {
  let inFlight = 0;
  const bytes = (values: readonly Value[] = []) =>
    values.reduce<number>((sum, value) => sum + (value instanceof Uint8Array ? value.length : 0), 0);
  return {
    ...queries,
    most: 0,
    async run(sql, values) {
      inFlight += bytes(values);
      this.most = Math.max(this.most, inFlight);
      const count = await queries.run(sql, values);
      inFlight -= bytes(values);
      return count;
    },
  };
}

test('however much is appended at once, at most a few megabytes are in flight', async () => {
  const events = Array.from({ length: 700 }, (_, n) =>
    renderEvent(
      {
        tenantId: 'acme',
        mode: 'SANDBOX',
        type: 'USER_CREATED',
        sourceId: `s-${n}`,
        data: { note: n < 20 ? 'x'.repeat(megabyte) : '' },
      },
      Date.now(),
    ),
  );
  const queries = measured(queriesOf(client));
  const known = { subscriptions: new Subscriptions(), counters: new KnownCounters() };
  await client.query('begin');
  const { deliveries, written } = await appendEvents(queries, events, known);
  await Promise.all([client.query('commit'), written]);
  expect(queries.most).toBeLessThan(6 * megabyte);
  expect(deliveries.length).toBe(3 * 25 * 700);
  const { rows } = await client.query(
    `select
      (select count(*) from events) as events, (select count(*) from deliveries) as deliveries,
      (select count(*) from queues where sequence = 700) as moved,
      (select max(length(body)) from events) > $1 as whole`,
    [megabyte],
  );
  expect(rows).toEqual([{ events: 700, deliveries: 17_500, moved: 25, whole: true }]);
});

/** Commits a webhook on a connection of its own, with the next version of the subscriptions. */
async function addWebhook(tenantId: string): Promise<void> {
  const other = new Client(databaseUrl);
  await other.connect();
  await other.query(`begin;
    insert into webhook_versions (tenant_id, mode, version) values ('${tenantId}', 'SANDBOX', 1)
      on conflict (tenant_id, mode) do update set version = webhook_versions.version + 1;
    insert into webhooks
      (tenant_id, id, mode, name, url, event_types, active, include_payload, secrets, headers, delivery, created_at, updated_at)
    select tenant_id, 'wh-' || version, mode, 'n', 'https://x.example', '["ALL_EVENTS"]', 1, 0, '[]', '{}', '{}', 1, 1
    from webhook_versions where tenant_id = '${tenantId}';
    insert into queues (tenant_id, webhook_id, shard, sequence, hash)
    select tenant_id, 'wh-' || version, 0, 0, '' from webhook_versions where tenant_id = '${tenantId}';
    commit`);
  await other.end();
}

test.each([
  ['unknown', 'read', /from webhooks/],
  ['remembered', 'used', /for update of queues/],
])(
  '%s subscriptions that change just before they are %s are remembered with their own version',
  async (state, _, late) => {
    const tenantId = state;
    const event = { tenantId, mode: 'SANDBOX', type: 'USER_CREATED', sourceId: 's', data: {} } as const;
    const known = { subscriptions: new Subscriptions(), counters: new KnownCounters() };
    const append = async (queries: Queries) => {
      await client.query('begin');
      const { written } = await appendEvents(queries, [renderEvent(event, Date.now())], known);
      await Promise.all([client.query('rollback'), written]);
    };
    const queries = queriesOf(client);
    await addWebhook(tenantId);
    if (state === 'remembered') await append(queries);
    let isChanged = false;
    await append({
      ...queries,
      async all(sql, values) {
        if (late.test(sql) && !isChanged) await addWebhook(tenantId);
        isChanged ||= late.test(sql);
        return queries.all(sql, values);
      },
    });
    const kept = known.subscriptions.newest(`SANDBOX ${tenantId}`);
    expect(kept?.subscriptions.map(({ webhookId }) => webhookId)).toEqual(['wh-1', 'wh-2']);
    expect(kept?.version).toBe(2);
  },
);
