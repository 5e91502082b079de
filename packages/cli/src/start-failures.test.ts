import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Postgres, startPostgres } from '@winkwire/server/store/testing/start-postgres';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCli, runServe } from './testing/run-cli.ts';

// Each case starts a whole process.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const encryptionKey = ['--encryption-key', 'ab'.repeat(32)];
const serve = (...words: string[]) => runCli(['serve', '--port', '0', '--data-dir', folder, ...words]);

/** Expects an error of one sentence that says what to do, without a stack trace. */
function expectRefusal(
  result: { code: number | null; output: string },
  code: number,
  words: string | RegExp,
): void {
  expect(result).toEqual({ code, output: expect.stringMatching(words) });
  expect(result.output).not.toMatch(/\n\s+at /);
  expect(result.output.trim().split('\n').length).toBeLessThanOrEqual(2);
}

describe('an unusable setting ends the process with 2 and one sentence', () => {
  test.each([
    ['a proxy that is not an address', ['--trust-proxy', 'banana'], /TRUST_PROXY.*has to be/],
    ['an egress address of another machine', ['--egress-address', '9.9.9.9'], /EGRESS_ADDRESS.*9\.9\.9\.9/],
    ['a file of providers that does not exist', ['--providers', '/nope.json'], /nope\.json.*cannot be read/],
    ['an address of another machine', ['--host', '8.8.8.8'], /8\.8\.8\.8 is not an address of this machine/],
    [
      'a mail server that is not an address',
      ['--smtp-url', 'foo', '--mail-from', 'a@example.com'],
      /SMTP_URL.*smtps:/,
    ],
    ['a mail server without a sender', ['--smtp-url', 'smtp://localhost'], /MAIL_FROM/],
    ['PostgreSQL without an encryption key', ['--database-url', 'postgres://localhost/x'], /ENCRYPTION_KEY/],
    ['half a pair of credentials', ['--sandbox-key', 'k'], /belong together/],
    [
      'a production secret that can be guessed',
      ['--production-key', 'k', '--production-secret', 'abc'],
      /16 characters/,
    ],
  ])('%s', async (_, words, expected) => {
    expectRefusal(await serve(...words), 2, expected);
    expect(await readdir(folder)).toEqual([]);
  });

  test('a variable whose name is misspelt, with the nearest name', async () => {
    vi.stubEnv('WINKWIRE_DATABSE_URL', 'x');
    expectRefusal(
      await serve(),
      2,
      /WINKWIRE_DATABSE_URL is not a setting\. Did you mean WINKWIRE_DATABASE_URL\?/,
    );
    vi.unstubAllEnvs();
  });
});

test.runIf(existsSync('/proc'))('a folder that cannot be made is reported at once', async () => {
  expectRefusal(await runCli(['serve', '--port', '0', '--data-dir', '/proc/winkwire/data']), 1, /--data-dir/);
});

describe('the error about an unusable SQLite file contains its path', () => {
  const file = () => join(folder, 'winkwire.sqlite');

  test('one with other content', async () => {
    await writeFile(file(), 'not a database, but long enough to have a header of one. '.repeat(20));
    expectRefusal(await serve(), 1, /winkwire\.sqlite is damaged/);
  });

  test('one that was truncated', async () => {
    await using first = await runServe([], folder);
    await first.stop();
    const bytes = await readFile(file());
    await writeFile(file(), bytes.subarray(0, 6000));
    expectRefusal(await serve(), 1, /winkwire\.sqlite is damaged/);
  });

  test('a folder in its place', async () => {
    await mkdir(file());
    expectRefusal(await serve(), 1, /winkwire\.sqlite cannot be opened/);
  });

  test('one of a newer version', async () => {
    await using first = await runServe([], folder);
    await first.stop();
    const database = new DatabaseSync(file());
    database.exec("insert into migrations (number, name, applied_at) values (999999, 'contract-later', 0)");
    database.close();
    expectRefusal(await serve(), 2, /newer version \(migration 999999\)/);
  });
});

describe('the encryption key', () => {
  const credentials = ['--sandbox-key', 'key', '--sandbox-secret', 'a sandbox secret'];
  const keyFile = () => join(folder, 'encryption.key');

  async function serveWithWebhook(): Promise<void> {
    await using serving = await runServe(credentials, folder);
    const response = await fetch(`${serving.url}/v1/webhooks`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('key:a sandbox secret')}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'a',
        url: 'https://hooks.example.com/hook',
        eventTypes: ['ALL_EVENTS'],
        secret: 'a long random secret',
      }),
    });
    expect(await response.json()).toMatchObject({ code: 'OK' });
    await serving.stop();
  }

  test('is reported if it is missing: no new key is generated for existing data', async () => {
    await serveWithWebhook();
    await rm(keyFile());
    expectRefusal(await serve(...credentials), 2, /encryption\.key is missing.*Restore it from a backup/);
    expect(existsSync(keyFile())).toBe(false);
    await using accepting = await runServe([...credentials, '--accept-lost-key', 'yes'], folder);
    expect((await fetch(`${accepting.url}/readyz`)).status).toBe(200);
  });

  test('is refused when it is a different one', async () => {
    await serveWithWebhook();
    await writeFile(keyFile(), 'cd'.repeat(32));
    expectRefusal(await serve(...credentials), 2, /encryption\.key is not the key/);
    expectRefusal(await serve(...credentials, ...encryptionKey), 2, /WINKWIRE_ENCRYPTION_KEY is not the key/);
  });
});

test('generated credentials are in a file that only this user can read, and not in the log', async () => {
  await using serving = await runServe([], folder);
  const file = join(folder, 'api-credentials.json');
  const kept = JSON.parse(await readFile(file, 'utf8')) as Record<string, { key: string; secret: string }>;
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  for (const { key, secret } of [kept.SANDBOX!, kept.PRODUCTION!]) {
    expect(serving.output()).not.toContain(secret);
    const headers = { authorization: `Basic ${btoa(`${key}:${secret}`)}` };
    expect((await fetch(`${serving.url}/v1/users`, { headers })).status).toBe(200);
  }
  expect(serving.output()).toContain('public-url.not-https');
  // Every line of the log is JSON.
  for (const line of serving.output().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
});

describe('PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  const serveOn = (url: string, ...words: string[]) =>
    serve('--database-url', url, ...encryptionKey, ...words);

  test('a failed start changes no key and no row', async () => {
    const url = await postgres.createDatabase();
    const right = ['--sandbox-key', 'right', '--sandbox-secret', 'a sandbox secret'];
    const first = await runServe(['--database-url', url, ...encryptionKey, ...right]);
    await first.stop();
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const before = await rowsOf(url);
    const wrong = ['--sandbox-key', 'k', '--sandbox-secret', 'another secret'];
    expectRefusal(await serveOn(url, ...wrong, '--port', String(port)), 1, /is taken/);
    expectRefusal(await serveOn(url, ...wrong, '--trust-proxy', 'banana'), 2, /TRUST_PROXY/);
    expect(await rowsOf(url)).toEqual(before);
    taken.close();
  });

  test('a database that cannot be used is refused in one sentence', async () => {
    const url = await postgres.createDatabase();
    expectRefusal(await serveOn(url.replace(/\/\w+$/, '/nobody_made_this')), 1, /does not exist/);
    expectRefusal(await serveOn(url.replace(/:\d+/, ':1')), 1, /no PostgreSQL responds/);
    const client = new Client(url);
    await client.connect();
    await client.query("create database latin encoding 'LATIN1' template template0");
    await client.query('create role guest login');
    await client.query('create schema locked');
    await client.end();
    expectRefusal(await serveOn(url.replace(/\/\w+$/, '/latin')), 2, /encoding LATIN1/);
    expectRefusal(await serveOn(url.replace('winkwire@', 'guest@')), 1, /may not create tables/);
  });

  test.skipIf(!existsSync('/usr/sbin/pgbouncer'))(
    'a pooler in transaction mode is refused, and one in session mode serves',
    async () => {
      for (const mode of ['transaction', 'session']) {
        const url = new URL(await postgres.createDatabase());
        await using pooler = await startPooler({ url, mode, folder });
        if (mode === 'transaction') {
          expectRefusal(await serveOn(pooler.url), 2, /pooler in transaction mode/);
          continue;
        }
        await using serving = await runServe(['--database-url', pooler.url, ...encryptionKey]);
        expect((await fetch(`${serving.url}/readyz`)).status).toBe(200);
      }
    },
  );
});

async function rowsOf(url: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query('select * from api_keys, tenants order by key');
  await client.end();
  return rows;
}

async function startPooler({ url, mode, folder }: { url: URL; mode: string; folder: string }) {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const file = join(folder, `${mode}.ini`);
  await writeFile(
    file,
    `[databases]
    * = host=${url.hostname} port=${url.port} user=${url.username}
    [pgbouncer]
    listen_addr = 127.0.0.1
    listen_port = ${port}
    unix_socket_dir =
    auth_type = any
    pool_mode = ${mode}
    ignore_startup_parameters = extra_float_digits`,
  );
  // PgBouncer refuses to run as root.
  const nobody = 65_534;
  await chown(folder, nobody, nobody);
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const child = spawn('/usr/sbin/pgbouncer', [file], { stdio: 'ignore', ...user });
  const pooled = `postgres://${url.username}@127.0.0.1:${port}${url.pathname}`;
  await vi.waitFor(async () => {
    const client = new Client(pooled);
    await client.connect();
    await client.end();
  }, 10_000);
  return { url: pooled, [Symbol.asyncDispose]: async () => void child.kill('SIGKILL') };
}
