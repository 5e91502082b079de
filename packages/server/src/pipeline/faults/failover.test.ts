import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { expect, test } from 'vitest';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import { openPostgres } from '../../store/postgres/open-postgres.ts';
import type { Store } from '../../store/store.ts';
import { type Postgres, startPostgres } from '../../store/testing/start-postgres.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { keepPublishing, missing, register } from '../testing/prove-outage.ts';
import { startReceiver } from '../testing/start-receiver.ts';

/** The URL of `test_1` lists both servers, the standby first. */
const urlOfBoth = (primary: Postgres, standby: Postgres): string => {
  const [first, second] = [standby, primary].map((one) => new URL(one.urlOf('test_1')).host);
  return `postgres://winkwire@${first},${second}/test_1?target_session_attrs=read-write`;
};

async function startPair() {
  const primary = await startPostgres();
  await primary.createDatabase();
  const standby = await primary.addStandby();
  return {
    primary,
    standby,
    url: urlOfBoth(primary, standby),
    async [Symbol.asyncDispose]() {
      await standby[Symbol.asyncDispose]();
      await primary[Symbol.asyncDispose]();
    },
  };
}

/** Waits until the standby has all commits. The standby is not synchronous, so it may be behind. */
const caughtUp = (store: Store) =>
  expect
    .poll(() =>
      store.get('select count(*) as count from pg_stat_replication where replay_lsn = pg_current_wal_lsn()'),
    )
    .toEqual({ count: 1 });

test('a database of several nodes: the server finds the primary, and follows when the standby takes over', async () => {
  await using pair = await startPair();
  const { primary, standby, url } = pair;
  await using server = await startTestServer({ databaseUrl: url });
  await using receiver = await startReceiver();
  await register(server, receiver.url);
  await using client = keepPublishing(server);
  await receiver.count(20);
  await client.stop();
  await caughtUp(server.services.store);

  await primary.stop();
  await standby.promote();
  await using after = keepPublishing(server);
  await receiver.count(receiver.received.length + 20);
  await after.stop();
  await expect.poll(() => missing(new Set([...client.accepted, ...after.accepted]), receiver)).toEqual([]);
  expect(after.refused.filter((status) => status !== 503)).toEqual([]);
}, 60_000);

/** Forwards all connections to one node at a time. The URL stays the same when `leadTo` selects another node. */
async function startForwarder(first: Postgres) {
  let port = portOf(first);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    sockets.add(near).add(far);
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = (server.address() as AddressInfo).port;
  return {
    url: `postgres://winkwire@127.0.0.1:${own}/test_1`,
    leadTo(node: Postgres) {
      port = portOf(node);
      for (const socket of sockets) socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const portOf = (node: Postgres): number => Number(new URL(node.urlOf('x')).port);

test.each(['the nodes are listed', 'one address hides them'])(
  'if a failover loses events that were delivered, later ones with their numbers are delivered: %s',
  async (how) => {
    await using pair = await startPair();
    const { primary, standby } = pair;
    await using forwarder = await startForwarder(primary);
    const url = how === 'the nodes are listed' ? pair.url : forwarder.url;
    await using server = await startTestServer({ databaseUrl: url });
    await using receiver = await startReceiver();
    await register(server, receiver.url);
    await using before = keepPublishing(server);
    await receiver.count(20);
    await before.stop();
    await caughtUp(server.services.store);

    // The primary accepts events that the stopped standby never gets.
    await standby.stop();
    await using lost = keepPublishing(server);
    await receiver.count(receiver.received.length + 20);
    await lost.stop();
    await expect.poll(() => missing(lost.accepted, receiver), { timeout: 60_000 }).toEqual([]);
    await primary.stop();
    await standby.start();
    await standby.promote();
    forwarder.leadTo(standby);
    await using after = keepPublishing(server);
    await expect.poll(() => after.accepted.size, { timeout: 120_000 }).toBeGreaterThan(40);
    await after.stop();
    await expect.poll(() => missing(after.accepted, receiver), { timeout: 120_000 }).toEqual([]);
  },
  500_000,
);

test('a primary that does not respond is abandoned when another has taken over, and does not come back', async () => {
  await using pair = await startPair();
  const { primary, standby, url } = pair;
  const [store, other] = await Promise.all([openPostgres(url), openPostgres(url)]);
  const heard: unknown[] = [];
  other.onHint((hint) => void heard.push(hint));
  await caughtUp(store);
  primary.freeze();
  const waiting = expect(store.run('update leases set id = id')).rejects.toThrow(StoreUnavailable);
  await standby.promote();
  // The statement fails at once instead of after 15 s.
  await waiting;
  const read = () => store.get('select pg_is_in_recovery() as standby').catch(() => undefined);
  await expect.poll(read).toEqual({ standby: false });
  primary.thaw();
  // The old primary accepts writes again. Its timeline is older, so connections must still lead to the new primary.
  const port = 'select inet_server_port() as port';
  await expect
    .poll(() => other.get(port).catch(() => undefined), { timeout: 10_000 })
    .toEqual({
      port: Number(new URL(standby.urlOf('x')).port),
    });
  const hint = { tenantId: 'acme', webhookId: 'wh-1', about: 'changed' } as const;
  // Hints are lost until the listener is connected again, so the hint is repeated.
  await expect
    .poll(
      () => {
        store.hint(hint);
        return heard[0];
      },
      { timeout: 10_000 },
    )
    .toEqual(hint);
  await Promise.all([store.close(), other.close()]);
}, 60_000);

test('a database without its synchronous standby does not run out of connections, and still serves reads', async () => {
  await using pair = await startPair();
  const operator = new pg.Client(pair.primary.urlOf('test_1'));
  await operator.connect();
  await operator.query('alter database test_1 set synchronous_commit = on');
  await operator.query(`alter system set synchronous_standby_names = 'standby'`);
  await operator.query('select pg_reload_conf()');
  await using server = await startTestServer({ databaseUrl: pair.url });
  await using receiver = await startReceiver();
  await register(server, receiver.url);
  const write = () => server.call('/v1/users', { method: 'POST', body: {} });
  const writeMany = () => Promise.all(Array.from({ length: 40 }, write));
  const statuses = async () => new Set((await writeMany()).map(({ status }) => status));
  const waiting = async (): Promise<number> =>
    (await operator.query(`select count(*)::int as count from pg_stat_activity where wait_event = 'SyncRep'`))
      .rows[0].count;
  expect(await statuses()).toEqual(new Set([201]));

  await pair.standby.stop();
  expect(await statuses()).toEqual(new Set([503]));
  const most = await waiting();
  expect(most).toBeGreaterThan(0);
  for (let round = 0; round < 3; round++) expect(await statuses()).toEqual(new Set([503]));
  expect((await write()).headers.get('retry-after')).toBe('2');
  expect(await waiting()).toBe(most);
  expect((await server.call('/v1/users')).status).toBe(200);
  const readiness = await server.call('/readyz', { as: null });
  expect([readiness.status, readiness.body.message]).toEqual([
    503,
    expect.stringContaining('wait for a synchronous standby'),
  ]);

  await pair.standby.start();
  await expect.poll(async () => (await write()).status).toBe(201);
  await expect.poll(waiting).toBe(0);
  await operator.end();
}, 120_000);
