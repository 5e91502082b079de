import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { basicAuthorization } from '@winkwire/contract/client';
import { startPostgres } from '@winkwire/server/store/testing/start-postgres';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCli, runServe, terminalOutput } from './testing/run-cli.ts';

vi.setConfig({ testTimeout: 180_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-init-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const inFolder = (name: string): string => join(folder, name);
const valuesOf = async (file: string) => parseEnv(await readFile(file, 'utf8')) as Record<string, string>;
const secretsOf = (values: Record<string, string>): string[] =>
  Object.entries(values).flatMap(([name, value]) =>
    /_(SECRET|TOKEN|ENCRYPTION_KEY)$/.test(name) ? value : [],
  );

test('the file has all that a server needs and is not overwritten, and its secrets are not in the output or the log', async () => {
  const words = ['init', '--company-name', "Fisher's #1", '--public-url', 'https://winkwire.example.com'];
  const made = await runCli(words, { cwd: folder });
  expect(made).toEqual({ code: 0, output: expect.stringContaining('winkwire serve --settings') });
  const file = inFolder('winkwire.env');
  expect(await readdir(folder)).toEqual(['winkwire.env']);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const values = await valuesOf(file);
  expect(values).toMatchObject({
    WINKWIRE_COMPANY_NAME: "Fisher's #1",
    WINKWIRE_PUBLIC_URL: 'https://winkwire.example.com',
    WINKWIRE_ENCRYPTION_KEY: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(secretsOf(values).length).toBe(4);
  expect((await runCli(words, { cwd: folder })).output).toContain('exists already, so nothing was changed');
  expect(await valuesOf(file)).toEqual(values);

  const data = inFolder('data');
  await mkdir(data);
  await using serving = await runServe(['--settings', file], data);
  expect(await readdir(data)).toEqual(expect.not.arrayContaining(['api-credentials.json', 'encryption.key']));
  for (const secret of secretsOf(values)) {
    expect(made.output).not.toContain(secret);
    expect(serving.output()).not.toContain(secret);
  }
  const { WINKWIRE_PRODUCTION_KEY = '', WINKWIRE_PRODUCTION_SECRET = '' } = values;
  const authorization = basicAuthorization(WINKWIRE_PRODUCTION_KEY, WINKWIRE_PRODUCTION_SECRET);
  expect((await fetch(`${serving.url}/v1/users`, { headers: { authorization } })).status).toBe(200);

  // In another folder, the command needs the address and the settings file as flags.
  const signIn = ['sign-in', '--url', serving.url, '--settings', file];
  const link = await runCli(signIn, { cwd: tmpdir() });
  expect(link).toEqual({
    code: 0,
    output: expect.stringMatching(/^https:\/\/winkwire\.example\.com\/portal\/sign-in#\S+\n$/),
  });
});

test.skipIf(spawnSync('script', ['--version']).error)('a terminal shows the values', async () => {
  const file = inFolder('winkwire.env');
  // The command has a folder of its own, because a server in the project's folder may have left its data there.
  const output = terminalOutput(['init', file], { cwd: folder });
  const secrets = secretsOf(await valuesOf(file));
  expect(secrets.length).toBe(4);
  for (const secret of secrets) expect(output).toContain(secret);
});

test('if several processes make the same file, one makes it, and the others leave it unchanged', async () => {
  const runs = await Promise.all(Array.from({ length: 3 }, () => runCli(['init'], { cwd: folder })));
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(runs.filter(({ output }) => output.startsWith('Made '))).toHaveLength(1);
  expect(await readdir(folder)).toEqual(['winkwire.env']);
});

test('of several machines that share one PostgreSQL, one makes the file, and the others say that it must be copied', async () => {
  await using postgres = await startPostgres();
  const url = await postgres.createDatabase();
  const machines = ['a', 'b'].map(inFolder);
  for (const machine of machines) await mkdir(machine);
  const runs = await Promise.all(machines.map((cwd) => runCli(['init', '--database-url', url], { cwd })));
  expect(runs.map(({ code }) => code).sort()).toEqual([0, 1]);
  for (const { code, output } of runs) if (code === 1) expect(output).toContain('Copy the settings file');
  const files = machines.map((machine) => join(machine, 'winkwire.env')).filter((file) => existsSync(file));
  expect(files).toHaveLength(1);
  const values = await valuesOf(files[0]!);
  expect(values).toMatchObject({ WINKWIRE_DATABASE_URL: url });
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query('select key from api_keys order by mode desc');
  await client.end();
  expect(rows.map(({ key }) => key)).toEqual([values.WINKWIRE_SANDBOX_KEY, values.WINKWIRE_PRODUCTION_KEY]);
});

test('an existing server keeps its key', async () => {
  await mkdir(inFolder('data'));
  await writeFile(inFolder('data/winkwire.sqlite'), '');
  const refused = await runCli(['init'], { cwd: folder });
  expect(refused).toEqual({ code: 1, output: expect.stringMatching(/there is a database.*own key/) });
  expect(await readdir(folder)).toEqual(['data']);
});

test('a file in place of a folder is named, and the database gets no credentials', async () => {
  await writeFile(inFolder('notes.txt'), '');
  const refused = await runCli(['init', 'notes.txt/winkwire.env'], { cwd: folder });
  expect(refused).toEqual({ code: 1, output: expect.stringMatching(/cannot be written \(ENOTDIR\)/) });
});
