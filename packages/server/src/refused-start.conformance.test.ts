import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Config, readConfig } from './config.ts';
import { type ServerOptions, startServer } from './main.ts';
import { databaseFile } from './platform/database-file.ts';
import { describeSchema } from './store/describe-schema.ts';
import { missingMigrations } from './store/missing-migrations.ts';
import { openStore, type StoreConfig } from './store/open-store.ts';
import type { Reads } from './store/store.ts';
import { type Engine, type Place, startEngine } from './store/testing/engines.ts';
import { callAt, production, sandbox } from './testing/test-server.ts';

const [rightKey, wrongKey] = ['ab'.repeat(32), 'cd'.repeat(32)];

describe.each(['sqlite', 'postgres'] as const)('a start that is refused on %s', (name) => {
  let engine: Engine;
  let place: Place;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
  });
  afterEach(() => place[Symbol.asyncDispose]());

  /** The profile `dev` permits a key in the data folder even with PostgreSQL. */
  const start = (overrides: Partial<Config> = {}, options: Partial<ServerOptions> = {}) =>
    startServer({
      config: readConfig({}, { profile: 'dev', port: 0, logLevel: 'silent', ...place.config, ...overrides }),
      ...options,
    });

  const configured = {
    sandboxKey: sandbox.key,
    sandboxSecret: sandbox.secret,
    productionKey: production.key,
    productionSecret: production.secret,
  };

  /** Makes a database without the newest migration, like one that only an earlier version has opened. */
  async function makeEarlierDatabase(overrides: Partial<Config>): Promise<void> {
    const server = await start({ ...configured, ...overrides });
    const webhook = {
      name: 'a',
      url: 'https://hooks.example.com',
      eventTypes: ['ALL_EVENTS'],
      secret: 'abc',
    };
    await callAt(server.url)('/v1/webhooks', { method: 'POST', body: webhook });
    await server.close();
    const store = await openStore(place.config);
    const { schema: _, ...rows } = await readAll(store, name);
    await store.close();
    await rm(databaseFile(place.config.dataDir), { force: true });
    await using empty = await engine.place();
    place.config.databaseUrl = empty.config.databaseUrl;
    await applyFirst(lastMigration(name) - 1, place.config);
    await insertRows(rows as Record<string, Row[]>, place.config);
  }

  const content = () => contentOf(place.config, name);

  test('because of a wrong key applies no migration and changes no row', async () => {
    await makeEarlierDatabase({ encryptionKey: rightKey });
    const before = await content();
    await expect(start({ ...configured, encryptionKey: wrongKey })).rejects.toThrow('is not the key');
    expect(await content()).toEqual(before);
    const server = await start({ ...configured, encryptionKey: rightKey });
    await server.close();
    expect(await content()).not.toEqual(before);
  });

  test('because of a lost key applies no migration, changes no row and makes no key', async () => {
    await makeEarlierDatabase({});
    const keyFile = join(place.config.dataDir, 'encryption.key');
    await rm(keyFile);
    const before = await content();
    await expect(start(configured)).rejects.toThrow('encryption.key is missing');
    expect(await content()).toEqual(before);
    await expect(rm(keyFile)).rejects.toThrow('ENOENT');
  });

  test('because new credentials cannot be kept stores no credentials, configured ones included', async () => {
    const sandboxOnly = { sandboxKey: sandbox.key, sandboxSecret: sandbox.secret };
    const keepCredentials = () => {
      throw new Error('the disk is full');
    };
    await expect(start(sandboxOnly, { keepCredentials })).rejects.toThrow('the disk is full');
    const store = await openStore(place.config);
    expect(await store.all('select * from tenants')).toEqual([]);
    expect(await store.all('select * from api_keys')).toEqual([]);
    await store.close();
  });

  test('because a key belongs to the other mode changes the key of neither mode', async () => {
    const first = await start(configured);
    await first.close();
    const before = await content();
    const swapped = { sandboxKey: 'new', sandboxSecret: 'a new secret', productionKey: sandbox.key };
    await expect(start({ ...configured, ...swapped })).rejects.toThrow(
      'in use already, by another mode or tenant',
    );
    expect(await content()).toEqual(before);
  });

  test('does not happen on a database that is older than the view of webhooks', async () => {
    await applyFirst(4, place.config);
    const server = await start({ ...configured, encryptionKey: wrongKey });
    await server.close();
  });
});

async function contentOf(config: StoreConfig, engine: Engine['name']): Promise<Record<string, unknown>> {
  let content: Record<string, unknown> = {};
  // Opening a store migrates the database, so `vet` reads the content first.
  const refused = openStore(config, {
    vet: async (database) => {
      content = await readAll(database, engine);
      throw new Error('only looked at');
    },
  });
  await expect(refused).rejects.toThrow('only looked at');
  return content;
}

async function readAll(database: Reads, engine: Engine['name']): Promise<Record<string, unknown>> {
  const schema = await describeSchema(database, engine);
  const tables = [...schema.matchAll(/^create table "?(\w+)/gim)].map(([, table]) => table);
  const content: Record<string, unknown> = { schema };
  for (const table of tables) content[table as string] = await database.all(`select * from ${table}`);
  return content;
}

type Row = Record<string, SQLInputValue>;

const lastMigration = (engine: Engine['name']): number => missingMigrations(engine, []).at(-1)?.number ?? 0;

async function applyFirst(last: number, config: StoreConfig): Promise<void> {
  const migrations = missingMigrations(config.databaseUrl ? 'postgres' : 'sqlite', []).filter(
    ({ number }) => number <= last,
  );
  const statements = [
    'create table migrations (number integer primary key, name text not null, applied_at bigint not null)',
    ...migrations.map(({ sql }) => sql),
    ...migrations.map(({ number, name }) => `insert into migrations values (${number}, '${name}', 1)`),
  ];
  await withDatabase(config, {
    postgres: (client) => client.query(statements.join(';\n')),
    sqlite: (database) => database.exec(statements.join(';\n')),
  });
}

/** Leaves out columns that the table does not have. Existing rows stay as they are. */
async function insertRows(tables: Record<string, Row[]>, config: StoreConfig): Promise<void> {
  for (const [table, rows] of Object.entries(tables)) {
    if (table === 'migrations' || rows.length === 0) continue;
    await withDatabase(config, {
      async postgres(client) {
        const columns = await client.query<{ name: string }>(
          'select column_name as name from information_schema.columns where table_name = $1',
          [table],
        );
        for (const row of rows) {
          const { sql, values } = insertion(table, columns.rows, row);
          await client.query(sql, values);
        }
      },
      sqlite(database) {
        const columns = database.prepare('select name from pragma_table_info(?)').all(table) as {
          name: string;
        }[];
        for (const row of rows) {
          const { sql, values } = insertion(table, columns, row);
          database.prepare(sql.replaceAll(/\$\d+/g, '?')).run(...values);
        }
      },
    });
  }
}

function insertion(
  table: string,
  columns: readonly { name: string }[],
  row: Row,
): { sql: string; values: SQLInputValue[] } {
  const names = columns.map(({ name }) => name).filter((name) => name in row);
  const places = names.map((_, index) => `$${index + 1}`);
  return {
    sql: `insert into ${table} (${names.join(', ')}) values (${places.join(', ')}) on conflict do nothing`,
    values: names.map((name) => row[name] ?? null),
  };
}

async function withDatabase(
  { databaseUrl, dataDir }: StoreConfig,
  work: { postgres(client: Client): Promise<unknown>; sqlite(database: DatabaseSync): void },
): Promise<void> {
  if (databaseUrl) {
    const client = new Client(databaseUrl);
    await client.connect();
    await work.postgres(client);
    await client.end();
    return;
  }
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(databaseFile(dataDir));
  work.sqlite(database);
  database.close();
}
