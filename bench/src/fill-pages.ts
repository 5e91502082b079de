import { spans } from '@winkwire/server/domain/attempt-figures';
import { bucketOf } from '@winkwire/server/domain/bucket-of';
import type { Store } from '@winkwire/server/store/store';

export interface Endpoints {
  healthy: string[];
  flaky: string;
  dead: string;
  paused: string;
}

export interface Filled {
  events: number;
  deliveries: number;
  attempts: number;
}

interface Scope {
  tenantId: string;
  mode: string;
}

const partSize = 20_000;
const week = 7 * 24 * 60 * 60 * 1000;
const fewestAttempts = 3;
const mostAttempts = 12;
const body = `{"id":"","version":1,"type":"ACCOUNT_CONNECTED","createdAt":"2026-04-21T09:30:00Z","data":{"note":"${'n'.repeat(340)}"}}`;
const response = `{"ok":true,"note":"${'r'.repeat(80)}"}`;

/** Writes `count` events of the last week, and about five times as many attempts, directly into the tables. */
export async function fillPages(
  store: Store,
  { tenantId, mode }: Scope,
  { endpoints, user, count }: { endpoints: Endpoints; user: string; count: number },
): Promise<Filled> {
  const now = Date.now();
  const step = week / count;
  const isSqlite = store.engine === 'sqlite';
  const at = `cast(${now - week} + n * ${step} as bigint)`;
  const id = isSqlite
    ? `printf('et-%012x%020x', ${at}, n)`
    : `'et-' || lpad(to_hex(${at}), 12, '0') || lpad(to_hex(n), 20, '0')`;
  const scope = `'${tenantId}'`;
  const ofUser = (own: string | number, other: string) =>
    `case n % 50000 when 7 then ${own} else ${other} end`;
  const filled: Filled = { events: count, deliveries: 0, attempts: 0 };
  /** Inserts the rows of a query, in parts that are small enough to end before the statement timeout. */
  const insert = async (what: string, selected: string, range = { from: 1, to: count }) => {
    let written = 0;
    for (let from = range.from; from <= range.to; from += partSize) {
      const to = Math.min(range.to, from + partSize - 1);
      const numbers = isSqlite
        ? `(with recursive c(n) as (select ${from} union all select n + 1 from c where n < ${to}) select n from c)`
        : `(select generate_series(${from}::bigint, ${to}) as n)`;
      written += await store.run(`insert into ${what} ${selected.replace('NUMBERS', `${numbers} numbers`)}`);
    }
    return written;
  };

  await insert(
    'events (tenant_id, mode, id, type, source_id, user_id, bucket, created_at, body)',
    `select ${scope}, '${mode}', ${id}, case when n % 5 = 0 then 'TASK_FINISHED' else 'ACCOUNT_CONNECTED' end,
       'a-' || (n % 50000), ${ofUser(`'${user}'`, `'u-' || (n % 50000)`)}, ${ofUser(bucketOf(user), 'n % 16')}, ${at},
       '${body}' from NUMBERS`,
  );

  const deliveryColumns = `deliveries (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, state, attempts,
    due_at, last_status, last_error, created_at, updated_at`;
  const deliveriesOf = (webhookId: string, first: number) =>
    `select ${scope}, '${webhookId}', n - ${first - 1}, '${mode}', ${id}, 'a-' || (n % 50000), 0`;
  const attemptColumns = `other_attempts (tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error,
    response_headers, response_body)`;

  const addDelivered = async (webhookId: string) => {
    const attempt = `${at}, 12, 200, '{}', '${response}'`;
    filled.deliveries += await insert(
      `${deliveryColumns}, first_started_at, first_duration_ms, first_status, first_headers, first_body)`,
      `${deliveriesOf(webhookId, 1)}, 'delivered', 1, null, 200, null, ${at}, ${at}, ${attempt} from NUMBERS`,
    );
    filled.attempts += count;
  };

  const addFlaky = async (webhookId: string) => {
    await addDelivered(webhookId);
    const failed = `n % 12 = 0`;
    await insertPartsOfUpdate(store, count, (from, to) => [
      `update deliveries set first_started_at = null, attempts = 2
       where tenant_id = $1 and webhook_id = $2 and sequence between ${from} and ${to} and sequence % 12 = 0`,
      [tenantId, webhookId],
    ]);
    const both = `(select 1 as number, 503 as status union all select 2, 200) tries`;
    filled.attempts -= Math.floor(count / 12);
    filled.attempts += await insert(
      attemptColumns,
      `select ${scope}, '${webhookId}', n, number, ${at} + number * 5000, 40, status, null, '{"retry-after":"5"}',
         'Busy, try again' from NUMBERS cross join ${both} where ${failed}`,
    );
  };

  const addDead = async (webhookId: string) => {
    const first = Math.floor(count * 0.6) + 1;
    const givenUp = first + Math.floor(count * 0.07);
    const tried = givenUp + Math.floor(count * 0.02);
    const states = `case when n < ${givenUp} then 'failed' when n < ${tried} then 'retrying' else 'waiting' end`;
    const made = `case when n < ${givenUp} then ${mostAttempts} when n < ${tried} then ${fewestAttempts} else 0 end`;
    const due = `case when n >= ${givenUp} and n < ${tried} then ${now} + n end`;
    const last = `case when n < ${tried} then 500 end`;
    const range = { from: first, to: count };
    filled.deliveries += await insert(
      `${deliveryColumns})`,
      `${deliveriesOf(webhookId, first)}, ${states}, ${made}, ${due}, ${last}, null, ${at}, ${at} from NUMBERS`,
      range,
    );
    const numbers = Array.from({ length: mostAttempts }, (_, index) => `select ${index + 1} as number`);
    filled.attempts += await insert(
      attemptColumns,
      `select ${scope}, '${webhookId}', n - ${first - 1}, number, ${at} + number * number * 60000, 15000,
         case when number % 3 = 0 then null else 500 end, case when number % 3 = 0 then 'TIMEOUT' end, '{}',
         case when number % 3 = 0 then null else 'The database is away' end
       from NUMBERS cross join (${numbers.join(' union all ')}) tries where number <= ${made}`,
      { from: first, to: tried - 1 },
    );
    await store.run('update webhooks set failing_since = $1 where id = $2', [now - week * 0.4, webhookId]);
    await setQueue(webhookId, { sequence: count - first + 1, cursor: tried - first });
  };

  const addPaused = async (webhookId: string) => {
    const first = Math.floor(count * 0.9) + 1;
    filled.deliveries += await insert(
      `${deliveryColumns})`,
      `${deliveriesOf(webhookId, first)}, 'waiting', 0, null, null, null, ${at}, ${at} from NUMBERS`,
      { from: first, to: count },
    );
    await setQueue(webhookId, { sequence: count - first + 1, cursor: 0 });
  };

  const setQueue = async (webhookId: string, { sequence, cursor }: { sequence: number; cursor: number }) => {
    await store.run('update queues set sequence = $1 where webhook_id = $2', [sequence, webhookId]);
    await store.run('update cursors set sequence = $1 where webhook_id = $2', [cursor, webhookId]);
  };

  for (const webhookId of endpoints.healthy) {
    await addDelivered(webhookId);
    await setQueue(webhookId, { sequence: count, cursor: count });
  }
  await addFlaky(endpoints.flaky);
  await setQueue(endpoints.flaky, { sequence: count, cursor: count });
  await addDead(endpoints.dead);
  await addPaused(endpoints.paused);
  for (const webhookId of [...endpoints.healthy, endpoints.flaky, endpoints.dead]) {
    for (const { span, keptFor } of spans)
      await addFigures(store, { tenantId, webhookId, span, keptFor, now });
  }
  return filled;
}

async function insertPartsOfUpdate(
  store: Store,
  count: number,
  statement: (from: number, to: number) => [sql: string, parameters: string[]],
): Promise<void> {
  for (let from = 1; from <= count; from += partSize) {
    await store.run(...statement(from, Math.min(count, from + partSize - 1)));
  }
}

interface FiguresOf {
  tenantId: string;
  webhookId: string;
  span: number;
  keptFor: number;
  now: number;
}

/** Adds one row of figures for each period of `span` ms within the last `keptFor` ms. */
async function addFigures(
  store: Store,
  { tenantId, webhookId, span, keptFor, now }: FiguresOf,
): Promise<void> {
  for (let startsAt = now - (now % span) - keptFor; startsAt <= now; startsAt += span) {
    await store.run(
      `insert into attempt_figures values ($1, $2, $3, $4, 1000, 50, 0, 0, 0, 500, 400, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, $5)`,
      [tenantId, webhookId, span, startsAt, startsAt + span + keptFor],
    );
  }
}
