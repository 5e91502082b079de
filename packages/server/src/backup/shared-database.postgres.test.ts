import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import { openStore } from '../store/open-store.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';
import { rewriteArchive } from './testing/rewrite-archive.ts';

const passphrase = 'a passphrase of words';
const encryptionKey = 'ab'.repeat(32);
const onProgress = () => {};

let engine: Engine;
let folder: string;
beforeAll(async () => {
  engine = await startEngine('postgres');
  folder = await mkdtemp(join(tmpdir(), 'winkwire-backup-'));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

let source: Place;
let target: Place;
let file: string;
beforeEach(async () => {
  source = await engine.place();
  target = await engine.place();
  // `openStore` migrates the database.
  await (await openStore(configOf(source))).close();
  file = join(folder, `${new URL(source.config.databaseUrl as string).pathname.slice(1)}.tar.gz`);
});

const configOf = ({ config }: Place): Config =>
  readConfig({}, { ...config, encryptionKey, profile: 'serve' });
const make = () => backUp({ config: configOf(source), file, passphrase, version: '0.0.0', onProgress });
const put = () => restore({ config: configOf(target), file, passphrase, onProgress });

async function query<Row extends object>({ config }: Place, sql: string): Promise<Row[]> {
  const client = new Client(config.databaseUrl as string);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const tablesOf = async (place: Place): Promise<string[]> =>
  (
    await query<{ name: string }>(
      place,
      "select tablename as name from pg_tables where schemaname = 'public'",
    )
  )
    .map(({ name }) => name)
    .filter((name) => name !== 'migrations')
    .sort();

const archivedTables = async (): Promise<string[]> =>
  (await unpackTar(gunzipSync(await readFile(file))))
    .flatMap(({ header }) => /^tables\/(.+)\.copy$/.exec(header.name)?.[1] ?? [])
    .sort();

const addOtherTables = () =>
  query(
    source,
    `create table "User" (id integer); create table accounts_of_another_app (secret text);
     insert into accounts_of_another_app values ('a secret of another application')`,
  );

test('every table that the migrations make is in the archive', async () => {
  await make();
  expect(await archivedTables()).toEqual(await tablesOf(source));
});

test('the tables of another application in the same schema stay out of the archive', async () => {
  const own = await tablesOf(source);
  await addOtherTables();
  await make();
  expect(await archivedTables()).toEqual(own);
  expect(await put()).toMatchObject({ unopened: [] });
  expect(await tablesOf(target)).toEqual(own);
});

test('if a newer version has migrated the database, no table is left out of the archive', async () => {
  await query(source, "insert into migrations values (999998, 'more-tables', 0)");
  await query(source, 'create table made_by_a_newer_version (id integer)');
  await make();
  expect(await archivedTables()).toContain('made_by_a_newer_version');
});

test('tables of another application that are in an archive are not restored', async () => {
  const own = await tablesOf(source);
  await query(source, "insert into migrations values (999998, 'more-tables', 0)");
  await addOtherTables();
  await make();
  await query(source, 'delete from migrations where number = 999998');
  const known = await rewriteArchive(await readFile(file), (entry, content) =>
    entry === 'manifest.json' ? Buffer.from(content.toString().replace(',999998', '')) : content,
  );
  await writeFile(file, known);
  await put();
  expect(await tablesOf(target)).toEqual(own);
});

test('timeouts that the operator has set for statements do not end a backup or a restoration', async () => {
  await query(
    source,
    `insert into loaders select n, repeat(md5(n::text), 20), 0 from generate_series(1, 100000) n`,
  );
  for (const place of [source, target]) {
    const database = new URL(place.config.databaseUrl as string).pathname.slice(1);
    const [version] = await query<{ number: number }>(
      place,
      "select current_setting('server_version_num')::int as number",
    );
    const timeouts = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
    if ((version?.number ?? 0) >= 170_000) timeouts.push('transaction_timeout');
    for (const timeout of timeouts) await query(place, `alter database ${database} set ${timeout} = '60ms'`);
  }
  await make();
  expect(await put()).toMatchObject({ unopened: [] });
});
