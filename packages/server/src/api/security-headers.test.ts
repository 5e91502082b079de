import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { type Server, startServer } from '../main.ts';
import { routes } from './routes.ts';

let folder: string;
let server: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-headers-'));
  for (const site of ['widget', 'portal']) {
    await mkdir(join(folder, site, 'assets'), { recursive: true });
    await writeFile(join(folder, site, 'index.html'), '<!doctype html>');
    await writeFile(join(folder, site, 'smile.v2.js'), '');
    await writeFile(join(folder, site, 'assets/index-1.js'), 'x'.repeat(5000));
  }
  const overrides = {
    port: 0,
    dataDir: folder,
    logLevel: 'silent',
    publicUrl: 'https://links.example',
  } as const;
  const config = readConfig({}, { profile: 'dev', ...overrides });
  const assets = { widget: join(folder, 'widget'), portal: join(folder, 'portal') };
  server = await startServer({ config, assets });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** What other sites may load: logos, linked files, pictures in e-mails, and what customers embed. */
const forOtherSites = /^\/(widget\/(?!api)|v[12]\/smile|assets\/|sandbox\/documents\/|files\/)|opened\.gif$/;

function check(path: string, headers: Headers): void {
  expect(headers.get('content-security-policy'), path).toMatch(/^default-src 'none'/);
  expect(headers.get('x-content-type-options'), path).toBe('nosniff');
  expect(headers.get('permissions-policy'), path).toContain('camera=()');
  expect(headers.get('referrer-policy'), path).toMatch(/^(no-referrer|same-origin)$/);
  expect(headers.get('strict-transport-security'), path).toMatch(/max-age=\d{7}/);
  const policy = headers.get('cross-origin-resource-policy');
  if (forOtherSites.test(path)) expect(policy, path).toMatch(/^(cross|same)-origin$/);
  else expect(policy, path).toBe('same-origin');
}

const call = (method: string, path: string) =>
  fetch(`${server.url}${path}`, { method, redirect: 'manual', headers: { accept: 'text/html' } });

test.each(routes.map(({ method, path }) => [method, path.replaceAll(/:\w+/g, 'x')] as const))(
  '%s %s has the security headers',
  async (method, path) => {
    const response = await call(method, path);
    await response.arrayBuffer();
    check(path, response.headers);
  },
);

test.each([
  '/healthz',
  '/readyz',
  '/metrics',
  '/',
  '/nothing',
  '/v1/nothing',
  '/v1/users/%zz',
  `/v1/users/${'a'.repeat(400)}`,
  '/portal',
  '/portal/',
  '/portal/webhooks/1',
  '/portal/assets/index-1.js',
  '/widget/',
  '/widget/assets/index-1.js',
  '/widget/nothing',
  '/v2/smile.v2.js',
  '/docs',
  '/docs/',
  '/docs/openapi.json',
  '/docs/reference.js',
  '/docs/scalar.js',
  '/connect/',
  '/connect/unknown',
  '/sandbox/oidc/.well-known/openid-configuration',
  '/sandbox/oidc/jwks',
  '/sandbox/oidc/auth',
  '/sandbox/oidc/nothing',
  '/sandbox/oidc/interaction/unknown',
])('%s has the security headers for every method', async (path) => {
  for (const method of ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS']) {
    const response = await call(method, path);
    await response.arrayBuffer();
    check(path, response.headers);
  }
});

test.each(['/v1/users', '/portal/api/session', '/connect/x', '/metrics', '/docs', '/sandbox/oidc/token'])(
  'a body of %s in another charset is refused with the security headers',
  async (path) => {
    const response = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=latin1' },
      body: '{}',
    });
    expect(response.status).toBe(415);
    check(path, response.headers);
  },
);

test('a page of the portal is served to HEAD and to any client, and a missing script is not a page', async () => {
  const plain = (method: string, path: string) => fetch(`${server.url}${path}`, { method });
  expect((await plain('HEAD', '/portal/sandbox')).status).toBe(200);
  expect((await plain('GET', '/portal/sandbox')).headers.get('content-type')).toContain('text/html');
  expect((await plain('GET', '/portal/assets/gone.js')).status).toBe(404);
});

test.each([
  'startDate=2026-11-29T12%3A19%3A45.232Z',
  'text=invoice.pdf',
  'text=invoice.pdf&state=FAILED',
  'text=what%3F.pdf',
])('a page of the portal is served whatever is in its query: %s', async (query) => {
  const page = await fetch(`${server.url}/portal/sandbox/deliveries?${query}`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect((await fetch(`${server.url}/portal/assets/gone.js?${query}`)).status).toBe(404);
});

test.each([
  ['no HTTP', 'nonsense\r\n\r\n'],
  ['a request without a host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  ['headers that are too large', `GET / HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(20_000)}\r\n\r\n`],
  ['an unknown expectation', 'GET / HTTP/1.1\r\nhost: x\r\nexpect: a miracle\r\n\r\n'],
])('%s is refused with the security headers', async (_, text) => {
  const response = await new Promise<string>((resolve, reject) => {
    let read = '';
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (part) => {
      read += part;
      if (read.includes('\r\n\r\n{')) socket.destroy();
    });
    socket.on('close', () => resolve(read)).on('error', reject);
  });
  expect(response).toMatch(/^HTTP\/1\.1 400 /);
  const [, ...lines] = response.split('\r\n\r\n')[0]!.split('\r\n');
  check('/', new Headers(lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string])));
});
