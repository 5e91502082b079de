import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { startServer } from './main.ts';
import { createLog } from './platform/log.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-main-'));
});
afterAll(() => rm(folder, { recursive: true }));

const start = (overrides: Parameters<typeof readConfig>[1] = {}) =>
  startServer({
    config: readConfig({}, { profile: 'serve', port: 0, dataDir: folder, logLevel: 'silent', ...overrides }),
  });

const statusWith = async (url: string, { key, secret }: { key: string; secret: string }): Promise<number> =>
  (await fetch(`${url}/v1/users`, { headers: { authorization: `Basic ${btoa(`${key}:${secret}`)}` } }))
    .status;

test('credentials are made and shown at the first start only, and work after every later start', async () => {
  const first = await start();
  const { SANDBOX, PRODUCTION } = first.generated;
  expect(await statusWith(first.url, SANDBOX!)).toBe(200);
  expect(await statusWith(first.url, PRODUCTION!)).toBe(200);
  const rows = await first.services.store.all<{ secret_hash: string }>('select * from api_keys');
  expect(JSON.stringify(rows)).not.toContain(SANDBOX!.secret);
  await first.close();

  const second = await start();
  expect(second.generated).toEqual({});
  expect(await statusWith(second.url, SANDBOX!)).toBe(200);
  await second.close();

  const configured = { key: 'mine', secret: 'a secret of my own' };
  const third = await start({ sandboxKey: configured.key, sandboxSecret: configured.secret });
  expect(await statusWith(third.url, configured)).toBe(200);
  expect(await statusWith(third.url, SANDBOX!)).toBe(200);
  expect(await statusWith(third.url, PRODUCTION!)).toBe(200);
  await third.close();
});

test('probes report whether the process runs, and whether it can use its database', async () => {
  const server = await start();
  const status = async (path: string) => (await fetch(`${server.url}${path}`)).status;
  expect(await status('/healthz')).toBe(200);
  expect(await status('/readyz')).toBe(200);
  await server.services.store.close();
  expect(await status('/healthz')).toBe(200);
  await expect.poll(() => status('/readyz'), { timeout: 5000 }).toBe(503);
  await server.close().catch(() => {});
});

test('this machine may read the metrics, and other machines need credentials', async () => {
  const server = await start();
  const local = await fetch(`${server.url}/metrics`);
  expect(await local.text()).toContain('# TYPE winkwire_http_requests_total counter');
  const proxied = await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } });
  expect(proxied.status).toBe(400);
  await server.close();
});

test('responses have security headers, and only the policy of the reference contains an unsafe source', async () => {
  const server = await start({ publicUrl: 'https://links.example.com' });
  const headersOf = async (path: string) => (await fetch(`${server.url}${path}`)).headers;
  const api = await headersOf('/v1/users');
  expect(api.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(api.get('x-content-type-options')).toBe('nosniff');
  expect(api.get('strict-transport-security')).toContain('max-age=31536000');
  expect(api.get('cache-control')).toBe('no-store');
  const reference = (await headersOf('/docs')).get('content-security-policy');
  expect(reference).toContain("script-src 'self';");
  expect(reference).toContain("connect-src 'self';");
  expect(reference?.match(/unsafe-\w+/g)).toEqual(['unsafe-inline']);
  await server.close();
});

test('a process that only delivers responds to probes and to nothing else', async () => {
  const server = await start({ roles: ['deliver'] });
  const status = async (path: string) => (await fetch(`${server.url}${path}`)).status;
  expect(await status('/readyz')).toBe(200);
  expect(await status('/v1/users')).toBe(404);
  await server.close();
});

test('a start without the earlier database warns of it, and names the database and its key', async () => {
  const dataDir = join(folder, 'lost');
  const lines: { msg: string }[] = [];
  const log = createLog({ logLevel: 'warn' }, { write: (line) => lines.push(JSON.parse(line)) });
  const config = readConfig({}, { profile: 'serve', port: 0, dataDir });
  const startAndStop = async () => (await startServer({ config, log })).close();
  await startAndStop();
  await startAndStop();
  expect(lines).toEqual([]);
  for (const name of readdirSync(dataDir).filter((each) => each.startsWith('winkwire.sqlite')))
    rmSync(join(dataDir, name));
  await startAndStop();
  expect(lines).toMatchObject([
    {
      level: 'warn',
      msg: 'database.newer-than-its-key',
      database: join(dataDir, 'winkwire.sqlite'),
      keyFile: join(dataDir, 'encryption.key'),
    },
  ]);
});

test('the process is not ready before the first keys are stored', async () => {
  let app: FastifyInstance | undefined;
  let early: Promise<{ statusCode: number }> | undefined;
  const config = readConfig(
    {},
    { profile: 'serve', port: 0, dataDir: join(folder, 'first'), logLevel: 'silent' },
  );
  const server = await startServer({
    config,
    plugins: [
      async (area) => {
        app = area;
      },
    ],
    keepCredentials: () => {
      early = app!.inject('/readyz');
    },
  });
  expect((await early)?.statusCode).toBe(503);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await server.close();
});
