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
beforeAll(async () => {
  postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase();
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
