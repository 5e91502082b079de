import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import { openStore } from '../../store/open-store.ts';
import { type Postgres, startPostgres } from '../../store/testing/start-postgres.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { keepPublishing, missing, proveOutage, register } from '../testing/prove-outage.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';

test('PostgreSQL is stopped and started: the API responds with 503, nothing accepted is lost, delivery continues', async () => {
  await using postgres = await startPostgres();
  await using server = await startTestServer({ databaseUrl: await postgres.createDatabase() });
  await using receiver = await proveOutage(server, { begin: postgres.stop, end: postgres.start });
  expect(receiver.received.length).toBeGreaterThan(40);
}, 120_000);

test('PostgreSQL is away for longer than a lease: nothing is lost, and no delivery that got its response is sent again', async () => {
  await using postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase();
  await using server = await startTestServer({ databaseUrl, roles: ['api'] });
  const leaseTimes = { leaseMs: 2000, renewMs: 100, requestMs: 500 };
  await using dispatcher = await startDispatcher(server, { leaseTimes });
  await using receiver = await proveOutage(server, {
    begin: postgres.stop,
    async end() {
      await expect.poll(() => dispatcher.endpoints(), { timeout: 10_000 }).toBe(0);
      await postgres.start();
    },
  });
  expect(receiver.received.length).toBeGreaterThan(40);
}, 120_000);

test('connections that are cut during transactions fail one request each, not the process', async () => {
  await using postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase();
  await using server = await startTestServer({ databaseUrl });
  await using receiver = await startReceiver();
  await register(server, receiver.url);
  await using client = keepPublishing(server);
  const { store } = server.services;
  const idle = store.transaction(async (transaction) => {
    await transaction.run('update leases set id = id');
    await cutAll(databaseUrl);
    await transaction.run('update leases set id = id');
  });
  await expect(idle).rejects.toThrow(StoreUnavailable);
  await receiver.count(receiver.received.length + 20);
  await client.stop();
  await expect.poll(() => missing(client.accepted, receiver)).toEqual([]);
});

/** Ends the server processes of all other connections. Resolves when these processes have ended. */
async function cutAll(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}

test('a database that does not respond is reported as such, and the same store works when it responds again', async () => {
  await using postgres = await startPostgres();
  const url = await postgres.createDatabase();
  const store = await openStore({ databaseUrl: `${url}?query_timeout=500`, dataDir: '' });
  try {
    expect(await store.get('select 1 as one')).toEqual({ one: 1 });
    freeze(postgres);
    await expect(store.get('select 1 as one')).rejects.toThrow(StoreUnavailable);
    await expect(store.transaction(async (t) => t.run('select 1'))).rejects.toThrow(StoreUnavailable);
    postgres.thaw();
    await expect.poll(() => store.get('select 1 as one').catch(() => undefined)).toEqual({ one: 1 });
  } finally {
    await store.close();
  }
});

const freeze = (postgres: Postgres): void => postgres.freeze();

test('SQLite with a full disk: the API responds with 503, nothing accepted is lost, delivery continues', async () => {
  await using server = await startTestServer();
  const { store } = server.services;
  // On a full disk, other writes in the same commit can make the pragma fail, so it is repeated.
  const allowPages = (count: number) =>
    expect
      .poll(() =>
        store.run(`pragma max_page_count = ${count}`).then(
          () => 'done',
          () => 'refused',
        ),
      )
      .toBe('done');
  const receiver = await proveOutage(server, {
    // SQLite cannot add pages, so writes fail as on a full disk.
    begin: () => allowPages(1),
    end: () => allowPages(1_000_000),
  });
  await receiver[Symbol.asyncDispose]();
}, 120_000);

test('PostgreSQL refuses each event because of a full disk: the API responds with 503, nothing is lost, delivery continues', async () => {
  await using postgres = await startPostgres();
  await using server = await startTestServer({ databaseUrl: await postgres.createDatabase() });
  const { store } = server.services;
  // A trigger raises the error of a full disk, because mounting a small disk needs root. The tests below fill a real
  // disk.
  await store.run(`create function say_full() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  const refusing = ['events', 'deliveries', 'heartbeats'];
  const each = async (sql: (table: string) => string) => {
    for (const table of refusing) await store.run(sql(table));
  };
  await using receiver = await proveOutage(server, {
    begin: () =>
      each(
        (table) => `create trigger full_disk before insert or update on ${table} execute function say_full()`,
      ),
    end: () => each((table) => `drop trigger full_disk on ${table}`),
  });
  expect(receiver.received.length).toBeGreaterThan(40);
}, 120_000);

/**
 * Returns undefined if this process may not mount a disk. On a slow machine, a test writes more than 8 MB of events.
 */
function mountSmall(size = '32m'): { folder: string; unmount(): void } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
    chmodSync(folder, 0o755);
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    unmount() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

test('a real disk that is full: the API responds with 503, nothing accepted is lost, delivery continues', async ({
  skip,
}) => {
  const disk = mountSmall();
  if (!disk) return skip('This user is not allowed to mount a file system.');
  try {
    const ballast = join(disk.folder, 'ballast');
    await using server = await startTestServer({ dataDir: disk.folder });
    await using receiver = await proveOutage(server, {
      begin: () => fill(ballast),
      end: () => rmSync(ballast),
    });
    expect(receiver.received.length).toBeGreaterThan(40);
  } finally {
    disk.unmount();
  }
}, 120_000);

test('PostgreSQL with a full disk: the API responds with 503, nothing accepted is lost, delivery continues', async ({
  skip,
}) => {
  const disk = mountSmall('64m');
  if (!disk) return skip('This user is not allowed to mount a file system.');
  try {
    await using postgres = await startPostgres();
    const databaseUrl = await databaseIn(postgres, join(disk.folder, 'space'));
    const ballast = join(disk.folder, 'ballast');
    await using server = await startTestServer({ databaseUrl });
    await using receiver = await proveOutage(server, {
      begin: () => fill(ballast),
      end: () => rmSync(ballast),
    });
    expect(receiver.received.length).toBeGreaterThan(40);
  } finally {
    disk.unmount();
  }
}, 120_000);

/** The tables are in the folder, so that they can be on a small disk. */
async function databaseIn(postgres: Postgres, folder: string): Promise<string> {
  const url = new URL(await postgres.createDatabase());
  mkdirSync(folder);
  const nobody = 65_534;
  chownSync(folder, nobody, nobody);
  const client = new pg.Client(url.href);
  await client.connect();
  await client.query(`create tablespace small location '${folder}'`);
  await client.query('create database full_soon tablespace small');
  await client.end();
  url.pathname = '/full_soon';
  return url.href;
}

function fill(file: string): void {
  try {
    execFileSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=4k'], { stdio: 'ignore' });
  } catch {
    // The disk is full.
  }
}
