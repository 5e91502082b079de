import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startPostgres } from '@winkwire/server/store/testing/start-postgres';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCli, runServe } from './testing/run-cli.ts';

vi.setConfig({ testTimeout: 180_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-sign-in-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a folder without a database is refused, and no database is made', async () => {
  const { code, output } = await runCli(['sign-in'], { cwd: folder });
  expect(code).toBe(1);
  expect(output).toMatch(/there is no database at .*winkwire\.sqlite\.\n.*--data-dir/);
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('the link has the address of the running server, whatever its port', async () => {
  await using serving = await runServe([]);
  const { code, output } = await runCli(['sign-in', '--data-dir', serving.folder]);
  expect({ code, output }).toEqual({
    code: 0,
    output: expect.stringMatching(new RegExp(`^${serving.url}/portal/sign-in#\\S+\\n$`)),
  });
});

test('the link names its person, who may be a viewer', async () => {
  await using serving = await runServe([]);
  const words = ['sign-in', '--data-dir', serving.folder];
  for (const flags of [[], ['--name', 'Maria Santos', '--viewer']]) await runCli([...words, ...flags]);
  using database = new DatabaseSync(join(serving.folder, 'winkwire.sqlite'), { readOnly: true });
  const links = database.prepare('select person, role from portal_sign_in_links order by created_at').all();
  expect(links.map((link) => ({ ...link }))).toEqual([
    { person: null, role: 'OPERATOR' },
    { person: 'Maria Santos', role: 'VIEWER' },
  ]);
});

test('the link has the public address, from the server or from a flag', async () => {
  await using serving = await runServe(['--public-url', 'https://hooks.example.com']);
  const words = ['sign-in', '--data-dir', serving.folder];
  expect((await runCli(words)).output).toMatch(/^https:\/\/hooks\.example\.com\/portal\/sign-in#/);
  const flagged = await runCli([...words, '--public-url', 'https://other.example.com']);
  expect(flagged.output).toMatch(/^https:\/\/other\.example\.com\/portal\/sign-in#/);
});

test('if only a server without the role api was started, the address is asked for', async () => {
  await (await runServe(['--roles', 'deliver'], folder)).stop();
  const words = ['sign-in', '--data-dir', folder];
  const refused = await runCli(words);
  expect(refused).toEqual({ code: 1, output: expect.stringMatching(/role `api`.*--public-url/) });
  const { output } = await runCli([...words, '--public-url', 'https://hooks.example.com']);
  expect(output).toMatch(/^https:\/\/hooks\.example\.com\/portal\/sign-in#/);
});

test('with PostgreSQL the address comes from the database, and a database without a server is refused', async () => {
  await using postgres = await startPostgres();
  const url = await postgres.createDatabase();
  const words = ['sign-in', '--database-url', url];
  const refused = await runCli(words);
  expect(refused).toEqual({ code: 1, output: expect.stringContaining('no server has been started') });
  expect(await tablesOf(url)).toEqual([]);
  await using serving = await runServe(['--database-url', url, '--encryption-key', 'ab'.repeat(32)], folder);
  expect((await runCli(words)).output).toMatch(new RegExp(`^${serving.url}/portal/sign-in#`));
});

async function tablesOf(url: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query("select tablename from pg_tables where schemaname = 'public'");
  await client.end();
  return rows;
}

test('an empty file in place of a database is refused, and stays empty', async () => {
  const file = join(folder, 'winkwire.sqlite');
  await writeFile(file, '');
  const refused = await runCli(['sign-in', '--data-dir', folder]);
  expect(refused).toEqual({ code: 1, output: expect.stringContaining('no server has been started') });
  expect((await stat(file)).size).toBe(0);
});

test('the database of an earlier version is not migrated', async () => {
  await (await runServe([], folder)).stop();
  const file = join(folder, 'winkwire.sqlite');
  using database = new DatabaseSync(file);
  database.exec('delete from migrations where number = (select max(number) from migrations)');
  const count = () => database.prepare('select count(*) as count from migrations').get()?.count;
  const before = count();
  const refused = await runCli(['sign-in', '--data-dir', folder]);
  expect(refused).toEqual({ code: 1, output: expect.stringContaining('that of an earlier version') });
  expect(count()).toBe(before);
});
