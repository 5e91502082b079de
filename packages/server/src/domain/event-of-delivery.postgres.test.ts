import pg from 'pg';
import { expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { startPostgres } from '../store/testing/start-postgres.ts';
import { eventOfDelivery } from './event-of-delivery.ts';

test('even while the tables are small, an event is looked up by its whole key', async () => {
  await using postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase();
  await (await openStore({ databaseUrl, dataDir: '' })).close();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(`
    insert into events (tenant_id, mode, id, type, source_id, bucket, created_at, body, body_digest)
    values ('t', 'SANDBOX', 'et-1', 'T', 's', 0, 0, '{}', '');
    insert into deliveries (tenant_id, mode, webhook_id, sequence, event_id, source_id, payload, created_at, updated_at)
    values ('t', 'SANDBOX', 'w', 1, 'et-1', 's', 0, 0, 0);
    set plan_cache_mode = force_generic_plan;
    prepare page as select d.sequence, e.body from deliveries d ${eventOfDelivery}
    where d.tenant_id = $1 and d.webhook_id = $2 and d.sequence > $3 order by d.sequence limit $4`);
  const { rows } = await client.query("explain execute page ('t', 'w', 0, 10)");
  await client.end();
  const conditions = rows.map((row) => row['QUERY PLAN']).filter((line) => line.includes('Index Cond'));
  expect(conditions.at(-1)).toMatch(/tenant_id.*mode.*event_id/);
});
