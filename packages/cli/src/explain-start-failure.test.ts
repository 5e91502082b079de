import { existsSync } from 'node:fs';
import { chown, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readConfig } from '@winkwire/server/config';
import { openStore } from '@winkwire/server/store/open-store';
import { type Postgres, startPostgres } from '@winkwire/server/store/testing/start-postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandFailure } from './command-failure.ts';
import { explainStartFailure } from './explain-start-failure.ts';
import { startPooler } from './testing/start-pooler.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-refusals-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens the database as `serve` does, and returns the explanation of its failure. */
async function refusalOf(given: { dataDir: string; databaseUrl?: string }): Promise<unknown> {
  const config = readConfig({}, { profile: 'serve', ...given });
  try {
    await (await openStore(config)).close();
    return 'no refusal';
  } catch (error) {
    return explainStartFailure(error, config);
  }
}

function expectRefusal(refusal: unknown, code: number, words: RegExp): void {
  expect(refusal).toBeInstanceOf(CommandFailure);
  const { exitCode, message } = refusal as CommandFailure;
  expect({ exitCode, message }).toEqual({ exitCode: code, message: expect.stringMatching(words) });
  expect(message).toMatch(/^[^\n]+\.$/);
}

describe('SQLite', () => {
  let template: string;
  beforeAll(async () => {
    template = await mkdtemp(join(folder, 'template-'));
    await (await openStore({ dataDir: template })).close();
  });

  /** Makes a data folder with a changed copy of an intact database. */
  async function changed(change: (bytes: Buffer) => Buffer): Promise<string> {
    const dataDir = await mkdtemp(join(folder, 'changed-'));
    const bytes = await readFile(join(template, 'winkwire.sqlite'));
    await writeFile(join(dataDir, 'winkwire.sqlite'), change(bytes));
    return dataDir;
  }

  test.each<[what: string, change: (bytes: Buffer) => Buffer]>([
    [
      'other content',
      () => Buffer.from('not a database, but long enough to have a header of one. '.repeat(20)),
    ],
    ['only half of its header', (bytes) => bytes.subarray(0, 50)],
    ['one page only', (bytes) => bytes.subarray(0, 6000)],
    ['no last page', (bytes) => bytes.subarray(0, -4096)],
    ['only a part of its last page', (bytes) => bytes.subarray(0, -1)],
    ['zeros in its first page', (bytes) => bytes.fill(0, 0, 4096)],
    ['other bytes in its middle', (bytes) => bytes.fill(0xaa, 8192, bytes.length - 8192)],
  ])('a file that has %s is damaged', async (_, change) => {
    expectRefusal(
      await refusalOf({ dataDir: await changed(change) }),
      1,
      /winkwire\.sqlite is damaged.*backup/,
    );
  });

  test('a folder in the place of the file is refused', async () => {
    const dataDir = await mkdtemp(join(folder, 'folder-'));
    await mkdir(join(dataDir, 'winkwire.sqlite'));
    expectRefusal(await refusalOf({ dataDir }), 1, /winkwire\.sqlite cannot be opened/);
  });

  test('a file of a newer version is refused', async () => {
    const dataDir = await mkdtemp(join(folder, 'newer-'));
    await cp(template, dataDir, { recursive: true });
    using database = new DatabaseSync(join(dataDir, 'winkwire.sqlite'));
    database.exec("insert into migrations (number, name, applied_at) values (999999, 'contract-later', 0)");
    expectRefusal(await refusalOf({ dataDir }), 2, /newer version \(migration 999999\)/);
  });
});

describe('PostgreSQL', () => {
  let postgres: Postgres;
  let url: string;
  const servers: Server[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.createDatabase();
    await change(
      url,
      "create database latin encoding 'LATIN1' template template0",
      'create role guest login',
      'create role reader login; grant all on schema public to reader',
      'alter role reader set default_transaction_read_only = on',
      'create role lost login; alter role lost set search_path = nowhere',
      'create role full login connection limit 0',
      "create role keyed login password 'right'",
    );
    await requirePassword('keyed');
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await postgres[Symbol.asyncDispose]();
  });

  async function change(at: string, ...statements: string[]): Promise<void> {
    const client = new Client(at);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  const requirePassword = (user: string): Promise<void> =>
    change(
      url,
      `do $$ begin
        execute format(
          'copy (select unnest(array[''host all ${user} 127.0.0.1/32 scram-sha-256'', ''host all all 127.0.0.1/32 trust''])) to %L',
          current_setting('hba_file'));
        perform pg_reload_conf();
      end $$`,
    );

  const as = (user: string): string => url.replace('winkwire@', `${user}@`);
  const named = (name: string): string => url.replace(/\/\w+$/, `/${name}`);

  async function otherServer(onConnection: (socket: import('node:net').Socket) => void): Promise<string> {
    const server = createServer(onConnection).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    return `postgres://winkwire@127.0.0.1:${(server.address() as { port: number }).port}/winkwire`;
  }

  test.each<[what: string, database: () => string | Promise<string>, code: number, words: RegExp]>([
    ['an unknown database', () => named('nobody_made_this'), 1, /does not exist\. Create it/],
    ['a port where nothing listens', () => url.replace(/:\d+/, ':1'), 1, /no PostgreSQL responds.*Start it/],
    ['an unknown host', () => 'postgres://winkwire@nowhere.invalid/x', 1, /host in .* (not known|looked up)/],
    [
      'another server',
      () => otherServer((socket) => socket.end()),
      1,
      /Check that it is a PostgreSQL server/,
    ],
    ['a wrong password', () => as('keyed:wrong'), 1, /refused the password. Correct it/],
    ['no password', () => as('keyed'), 1, /requires a password. Add it/],
    ['an unknown user', () => as('stranger'), 1, /refused this user/],
    ['TLS, which the server does not offer', () => `${url}?sslmode=verify-full`, 1, /has no TLS/],
    ['another encoding', () => named('latin'), 2, /encoding LATIN1.*createdb/],
    [
      'a user who is not allowed to create tables',
      () => as('guest'),
      1,
      /not allowed to create tables. Grant it/,
    ],
    ['a user who may only read', () => as('reader'), 1, /accepts no writes.*Name the primary/],
    ['a user without a schema', () => as('lost'), 1, /search_path.*Create one/],
    ['a user without a connection', () => as('full'), 1, /no connection left. Raise/],
  ])('%s is refused, and the message says what to do', async (_, database, ...[code, words]) => {
    const databaseUrl = await database();
    expectRefusal(await refusalOf({ dataDir: folder, databaseUrl }), code, words);
  });

  test('a database of a newer version is refused', async () => {
    const databaseUrl = await postgres.createDatabase();
    await change(
      databaseUrl,
      'create table migrations (number integer primary key, name text not null, applied_at bigint not null)',
      "insert into migrations (number, name, applied_at) values (999999, 'contract-later', 0)",
    );
    expectRefusal(await refusalOf({ dataDir: folder, databaseUrl }), 2, /newer version \(migration 999999\)/);
  });

  test.each(['ECONNRESET', 'EPIPE'])(
    'a connection that ends with %s is not taken for a refused statement',
    (code) => {
      const config = readConfig(
        {},
        { profile: 'serve', dataDir: folder, databaseUrl: 'postgres://127.0.0.1/x' },
      );
      const error = Object.assign(new Error(`write ${code}`), { code, syscall: 'write' });
      expectRefusal(explainStartFailure(error, config), 1, /closed the connection/);
    },
  );

  test('an error of the operating system for which there is no message stays as it is', () => {
    const config = readConfig(
      {},
      { profile: 'serve', dataDir: folder, databaseUrl: 'postgres://127.0.0.1/x' },
    );
    const error = Object.assign(new Error('connect EPERM'), { code: 'EPERM', syscall: 'connect' });
    expect(explainStartFailure(error, config)).toBe(error);
  });

  test('a statement that fails for an unforeseen reason is reported with its code', async () => {
    const databaseUrl = await postgres.createDatabase();
    await change(databaseUrl, 'create table migrations (number text)');
    expectRefusal(await refusalOf({ dataDir: folder, databaseUrl }), 1, /refused a statement: .* \(42703\)/);
  });

  test.skipIf(!existsSync('/usr/sbin/pgbouncer'))(
    'a pooler in transaction mode is refused, and one in session mode is not',
    async () => {
      const nobody = 65_534;
      await chown(folder, nobody, nobody);
      for (const mode of ['transaction', 'session']) {
        await using pooler = await startPooler({
          url: new URL(await postgres.createDatabase()),
          mode,
          folder,
        });
        const refusal = await refusalOf({ dataDir: folder, databaseUrl: pooler.url });
        if (mode === 'session') expect(refusal).toBe('no refusal');
        else expectRefusal(refusal, 2, /pooler in transaction mode.*session mode/);
      }
    },
  );
});
