import { newId } from '@winkwire/contract/ids';
import { openStore, type StoreConfig } from '@winkwire/server/store/open-store';

const partSize = 20_000;
const tenant = "'sandbox-tenant', 'SANDBOX'";
const body = `{"id":"","version":1,"type":"ACCOUNT_CONNECTED","createdAt":"2026-04-21T09:30:00Z","data":{"note":"${'n'.repeat(340)}"}}`;

/** Adds an event for each of the last `count` ms. Half are delivered, and half are the backlog of a paused webhook. */
export async function fillLog(config: StoreConfig, count: number): Promise<void> {
  const store = await openStore(config);
  const first = Date.now() - count;
  const id = {
    sqlite: `printf('et-%012x%020x', ${first} + n, n)`,
    postgres: `'et-' || lpad(to_hex(${first} + n), 12, '0') || lpad(to_hex(n), 20, '0')`,
  }[store.engine];
  const numbersOf = (from: number, to: number): string =>
    ({
      sqlite: `(with recursive c(n) as (select ${from} union all select n + 1 from c where n < ${to}) select n from c)`,
      postgres: `(select generate_series(${from}::bigint, ${to}) as n)`,
    })[store.engine];
  /** Runs a statement in batches that are small enough to end before the statement timeout. */
  const inParts = async (run: (numbers: string) => Promise<unknown>): Promise<void> => {
    for (let from = 1; from <= count; from += partSize) {
      await run(numbersOf(from, Math.min(count, from + partSize - 1)));
    }
  };
  await inParts((numbers) =>
    store.run(
      `insert into events (tenant_id, mode, id, type, source_id, user_id, bucket, created_at, body)
     select ${tenant}, ${id}, 'ACCOUNT_CONNECTED', 'a-' || (n % 50000), 'u-' || (n % 50000), n % 16, ${first} + n, $1
     from ${numbers} numbers`,
      [body],
    ),
  );
  for (const [half, active] of [
    [0, 1],
    [1, 0],
  ] as const) {
    const webhookId = newId('webhook');
    await store.run(
      `insert into webhooks (tenant_id, id, mode, name, url, event_types, active, include_payload, secrets, headers,
         delivery, created_at, updated_at)
       values ('sandbox-tenant', $1, 'SANDBOX', 'n', 'https://receiver.example', '["ALL_EVENTS"]', ${active}, 0, '[]',
         '{}', '{}', 1, 1)`,
      [webhookId],
    );
    const state = half === 0 ? `'delivered'` : `case when n % 100 = 1 then 'retrying' else 'waiting' end`;
    const due = half === 0 ? 'null' : `case when n % 100 = 1 then ${Date.now()} + n end`;
    await inParts((numbers) =>
      store.run(
        `insert into deliveries (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, state, due_at,
         created_at, updated_at)
       select 'sandbox-tenant', $1, (n + 1) / 2, 'SANDBOX', ${id}, 'a-' || (n % 50000), 0, ${state}, ${due},
         ${first} + n, ${first} + n
       from ${numbers} numbers where n % 2 = ${half}`,
        [webhookId],
      ),
    );
    await store.run(
      `insert into queues (tenant_id, webhook_id, shard, sequence, hash) values ('sandbox-tenant', $1, ${half}, $2, $3)`,
      [webhookId, count / 2, '0'.repeat(64)],
    );
    await store.run(
      `insert into cursors (tenant_id, webhook_id, sequence) values ('sandbox-tenant', $1, $2)`,
      [webhookId, half === 0 ? count / 2 : 0],
    );
  }
  await store.close();
}
