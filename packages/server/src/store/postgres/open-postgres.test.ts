import { type AddressInfo, connect, createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { renderEvent } from '../../pipeline/event-log/render-event.ts';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import { type Postgres, startPostgres } from '../testing/start-postgres.ts';
import { openPostgres } from './open-postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

const publication = () => ({
  event: renderEvent(
    { tenantId: 'acme', mode: 'SANDBOX', type: 'USER_CREATED', sourceId: 'u', data: {} },
    Date.now(),
  ),
});

const refuseAfter = { statementMs: 500, flightMs: 10_000, silenceMs: 500 };

test.each([
  ['statement', refuseAfter],
  ['flight', { ...refuseAfter, statementMs: 10_000, flightMs: 500 }],
])(
  'a %s that waits for too long is canceled on the server too, and has no effect later',
  async (_, limits) => {
    const url = await postgres.createDatabase();
    const store = await openPostgres(url, { limits });
    const other = new pg.Client(url);
    await other.connect();
    await store.run(`insert into cursors (tenant_id, webhook_id, sequence) values ('acme', 'wh-1', 0)`);
    await other.query('begin; update cursors set sequence = 1');
    const cursors = [{ tenantId: 'acme', webhookId: 'wh-1', sequence: 7 }];
    const recorded = store.recordOutcomes({ outcomes: [], cursors, now: 1 });
    await expect(recorded).rejects.toThrow(StoreUnavailable);
    const waiting = 'select count(*) as count from pg_locks where not granted';
    await expect.poll(() => store.get(waiting)).toEqual({ count: 0 });
    await other.query('commit');
    expect(await store.get('select sequence from cursors')).toEqual({ sequence: 1 });
    await other.end();
    await store.close();
  },
);

test('a transaction that is silent for too long loses its locks, and fails', async () => {
  const store = await openPostgres(await postgres.createDatabase(), {
    limits: { ...refuseAfter, statementMs: 10_000 },
  });
  await store.run(`insert into cursors (tenant_id, webhook_id, sequence) values ('acme', 'wh-1', 0)`);
  const [locked, wake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const silent = store.transaction(async (transaction) => {
    await transaction.run('update cursors set sequence = 1');
    locked.resolve();
    await wake.promise;
    await transaction.run('update cursors set sequence = 2');
  });
  await locked.promise;
  await store.run('update cursors set sequence = 7');
  wake.resolve();
  await expect(silent).rejects.toThrow(StoreUnavailable);
  expect(await store.get('select sequence from cursors')).toEqual({ sequence: 7 });
  await store.close();
});

test('a connection whose settings failed runs no batch, and the next connection has the settings', async () => {
  const store = await openPostgres(await postgres.createDatabase());
  const refused = new Set<unknown>();
  const batches: unknown[] = [];
  const real = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  const query = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [text] = given as [string | { text: string }];
    if (String(text).includes('enable_seqscan') && refused.size === 0) {
      refused.add(this);
      return Promise.reject(new Error('no settings today'));
    }
    if (text === 'commit') batches.push(this);
    return real.apply(this, given);
  });
  await expect(store.publish(publication())).rejects.toThrow('no settings today');
  expect(await store.publish(publication())).toMatchObject({ kind: 'stored' });
  expect(batches).toHaveLength(1);
  expect(batches.filter((client) => refused.has(client))).toEqual([]);
  query.mockRestore();
  expect(await store.all('select id from events')).toHaveLength(1);
  await store.close();
});

test('defaults of the database for its isolation and its locks do not apply', async () => {
  const url = await postgres.createDatabase();
  const client = new pg.Client(url);
  await client.connect();
  const name = client.escapeIdentifier(new URL(url).pathname.slice(1));
  await client.query(`alter database ${name} set default_transaction_isolation = 'serializable'`);
  await client.query(`alter database ${name} set lock_timeout = '10ms'`);
  await client.end();
  const store = await openPostgres(url);
  const isolation = 'show transaction_isolation';
  expect(await store.get(isolation)).toEqual({ transaction_isolation: 'read committed' });
  expect(await store.transaction((transaction) => transaction.get(isolation))).toEqual({
    transaction_isolation: 'read committed',
  });
  expect(await store.get('show lock_timeout')).toEqual({ lock_timeout: '0' });
  await store.close();
});

test('a malformed message on the channel of the hints is ignored', async () => {
  const url = await postgres.createDatabase();
  const [store, other] = await Promise.all([openPostgres(url), openPostgres(url)]);
  const heard: unknown[] = [];
  store.onHint((hint) => void heard.push(hint));
  for (const nonsense of [
    'nonsense',
    '',
    'null',
    '{}',
    '["x", null, 7]',
    '["x", []]',
    '["x", [1, 2, "changed"]]',
  ])
    await other.run('select pg_notify($1, $2)', ['winkwire_hints', nonsense]);
  const hint = { tenantId: 'acme', webhookId: 'wh-1', about: 'changed' } as const;
  other.hint(hint);
  await expect.poll(() => heard).toEqual([hint]);
  await Promise.all([store.close(), other.close()]);
});

/**
 * A proxy to PostgreSQL. When `breaks` is true for a message, the message is forwarded, but its response never arrives.
 */
async function startProxy(url: string, breaks: (text: string) => boolean) {
  const { port } = new URL(url);
  const proxy = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1');
    far.on('error', () => near.destroy()).pipe(near);
    near.on('error', () => far.end()).on('end', () => far.end());
    near.on('data', (bytes) => {
      far.write(bytes);
      if (breaks(bytes.toString('latin1'))) near.destroy();
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: url.replace(port, String((proxy.address() as AddressInfo).port)),
    [Symbol.asyncDispose]: async () => void proxy.close(),
  };
}

test('a connection that is lost during its setup is reported at once, and replaced', async () => {
  let broken = 0;
  const breaks = (text: string) => text.includes('enable_seqscan') && ++broken < 3;
  await using proxy = await startProxy(await postgres.createDatabase(), breaks);
  const store = await openPostgres(proxy.url);
  await expect(store.publish(publication())).rejects.toThrow(StoreUnavailable);
  await expect(store.publish(publication())).rejects.toThrow(StoreUnavailable);
  expect(await store.publish(publication())).toMatchObject({ kind: 'stored' });
  await store.close();
});

test('after a connection was lost during a commit, the same event can be published again', async () => {
  // The proxy breaks the connection at the first commit, which ends the migrations, and at the third, which ends the
  // first publication.
  let commits = 0;
  const breaks = (text: string) => text.includes('commit\0') && ++commits % 2 === 1;
  await using proxy = await startProxy(await postgres.createDatabase(), breaks);
  await expect(openPostgres(proxy.url)).rejects.toThrow('Connection terminated');
  const store = await openPostgres(proxy.url);
  const idempotency = { key: 'k', digest: 'd' };
  const first = publication();
  await expect(store.publish({ ...first, idempotency })).rejects.toThrow(StoreUnavailable);
  const again = await store.publish({ ...publication(), idempotency });
  expect(again).toEqual({ kind: 'repeated', eventId: first.event.id });
  await store.close();
});

/** Changes a setting of the whole server, including connections that are already open. */
async function setServer(client: pg.Client, setting: string): Promise<void> {
  await client.query(`alter system ${setting}`);
  await client.query('select pg_reload_conf()');
}

test('when its node becomes read-only, all connections are abandoned at once', async () => {
  const url = await postgres.createDatabase();
  const store = await openPostgres(url);
  const operator = new pg.Client({ connectionString: url, options: '-c default_transaction_read_only=off' });
  await operator.connect();
  const connections = async () => {
    const { rows } = await operator.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and application_name = 'winkwire'`,
    );
    return new Set(rows.map(({ pid }) => pid));
  };
  await Promise.all(Array.from({ length: 5 }, () => store.get('select pg_sleep(0.1)')));
  const before = await connections();
  expect(before.size).toBeGreaterThan(5);
  await setServer(operator, 'set default_transaction_read_only = on');
  const write = () =>
    store.run(`insert into cursors (tenant_id, webhook_id, sequence) values ('acme', 'wh-1', 0)
      on conflict (tenant_id, webhook_id) do update set sequence = 0`);
  await expect.poll(() => write().catch((error) => error)).toBeInstanceOf(StoreUnavailable);
  const kept = async () => [...(await connections())].filter((pid) => before.has(pid));
  await expect.poll(kept).toEqual([]);
  await expect(openPostgres(url)).rejects.toThrow(/the database accepts no writes: .* is read-only/);
  await setServer(operator, 'reset default_transaction_read_only');
  await expect.poll(() => write().catch(() => undefined)).toBe(1);
  await operator.end();
  await store.close();
});

test.each([
  ['of several statements', 0],
  ['of one statement', 2],
])('a commit %s that no synchronous standby confirmed is not acknowledged', async (_, publications) => {
  const url = await postgres.createDatabase();
  const operator = new pg.Client(url);
  await operator.connect();
  await operator.query(`alter database ${operator.database} set synchronous_commit = on`);
  const store = await openPostgres(url);
  // After these batches, the process knows the subscriptions, and writes each later batch with one statement.
  for (let n = 0; n < publications; n++) await store.publish(publication());
  await setServer(operator, `set synchronous_standby_names = 'away'`);
  // Operators cancel commits that seem to hang. PostgreSQL then confirms the commit, with a warning.
  const cancel = () =>
    operator.query(`select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'`);
  // Commits wait for the standby only after PostgreSQL's checkpointer has read the setting.
  const outcomes: Promise<unknown>[] = [];
  const publishAndCancel = async () => {
    outcomes.push(store.publish(publication()).catch((error) => error));
    return (await cancel()).rowCount;
  };
  await expect.poll(publishAndCancel).toBe(1);
  await setServer(operator, 'reset synchronous_standby_names');
  const refusal = expect.stringContaining('No synchronous standby confirmed the commit');
  expect((await Promise.all(outcomes)).map(String)).toContainEqual(refusal);
  await expect.poll(() => store.publish(publication())).toMatchObject({ kind: 'stored' });
  await operator.end();
  await store.close();
});
