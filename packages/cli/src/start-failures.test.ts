import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '@winkwire/server/store/testing/start-postgres';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCli, runServe } from './testing/run-cli.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const encryptionKey = ['--encryption-key', 'ab'.repeat(32)];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const serve = (...words: string[]) => runCli(['serve', '--port', '0', '--data-dir', folder, ...words]);

function expectRefusal(
  result: { code: number | null; output: string },
  code: number,
  words: string | RegExp,
): void {
  expect(result).toEqual({ code, output: expect.stringMatching(words) });
  expect(result.output).not.toMatch(/\n\s+at /);
  expect(result.output.trim().split('\n').length).toBeLessThanOrEqual(2);
}

describe('an unusable setting ends the process with exit code 2 and one sentence', () => {
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
    ['a host without an address', ['--host', 'nohost.invalid'], /not an address of this machine/],
    ['a mail server without a sender', ['--smtp-url', 'smtp://localhost'], /MAIL_FROM/],
    [
      'a database URL without a host',
      ['--database-url', 'postgres://one,,two/x'],
      /DATABASE_URL.*cannot be read/,
    ],
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

test('a database that cannot be used ends the process with one sentence', async () => {
  await writeFile(join(folder, 'winkwire.sqlite'), 'not a database. '.repeat(50));
  expectRefusal(await serve(), 1, /winkwire\.sqlite is damaged/);
  const nobody = 'postgres://winkwire@127.0.0.1:1/winkwire';
  expectRefusal(await serve('--database-url', nobody, ...encryptionKey), 1, /no PostgreSQL responds/);
});

test.runIf(existsSync('/proc'))('a folder that cannot be made is reported at once', async () => {
  expectRefusal(await runCli(['serve', '--port', '0', '--data-dir', '/proc/winkwire/data']), 1, /--data-dir/);
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
});

async function rowsOf(url: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query('select * from api_keys, tenants order by key');
  await client.end();
  return rows;
}
