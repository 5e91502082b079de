import { get } from 'node:http';
import { expect, test } from 'vitest';
import { Authenticator } from '../domain/api-keys.ts';
import { production, startTestServer, type TestServer } from '../testing/test-server.ts';

const statuses = (responses: { status: number }[]) =>
  Object.fromEntries(
    [...Map.groupBy(responses, ({ status }) => status)].map(([status, list]) => [status, list.length]),
  );

const statusFor = (
  server: TestServer,
  path: string,
  { localAddress, headers = {} }: { localAddress: string; headers?: object },
): Promise<number> =>
  new Promise((resolve, reject) => {
    get(`${server.url}${path}`, { localAddress, headers: { ...headers }, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    }).on('error', reject);
  });

const burst = (server: TestServer, paths: string[], call = {}) =>
  Promise.all(paths.map((path) => server.call(path, call)));
const times = (count: number, path: string) => Array.from({ length: count }, () => path);

test('an address may make the configured number of requests a second, and then has to wait', async () => {
  await using server = await startTestServer({ rateLimit: 5 });
  const responses = await burst(server, times(20, '/v1/users'));
  const refused = responses.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(5);
  expect(refused[0]!.body).toMatchObject({ code: 'REQUEST_LIMIT_EXCEEDED', data: null });
  expect(refused[0]!.body.message).toMatch(/5 requests a second/);
  expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
});

test('all routes count together', async () => {
  await using server = await startTestServer({ rateLimit: 20 });
  const paths = ['users', 'accounts', 'tasks', 'archives', 'events', 'deliveries', 'attempts', 'webhooks'];
  const responses = await burst(
    server,
    paths.flatMap((path) => times(20, `/v1/${path}`)),
  );
  expect(statuses(responses)[200]).toBeLessThan(80);
});

test.each(['/v1/users', '/v1/nothing', '/nothing', '/v1/users/%zz', '/files/a/b?expires=1&signature=x'])(
  'an unknown client is limited before authentication, at %s',
  async (path) => {
    await using server = await startTestServer({ rateLimit: 10 });
    expect(statuses(await burst(server, times(60, path), { as: null }))[429]).toBeGreaterThan(20);
  },
);

test('a request with a wrong charset is limited like any other', async () => {
  await using server = await startTestServer({ rateLimit: 10 });
  const post = () =>
    fetch(`${server.url}/v1/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=latin1' },
      body: '{}',
    });
  const responses = await Promise.all(Array.from({ length: 60 }, post));
  expect(responses.filter(({ status }) => status === 429).length).toBeGreaterThan(20);
  expect(responses.some(({ status }) => status === 415)).toBe(true);
});

test.each([
  '/widget/api/providers',
  '/portal/api/session',
  '/connect/abc',
  '/docs',
  '/docs/reference.css',
  '/assets/file-types/payslip.svg',
  '/sandbox/oidc/.well-known/openid-configuration',
  '/sandbox/oidc/interaction/abc',
])('a request for a page or a file counts less, but it counts: %s', async (path) => {
  await using server = await startTestServer({ rateLimit: 1 });
  const found = statuses(await burst(server, times(80, path), { as: null }));
  expect(found[429]).toBeGreaterThan(20);
  expect(80 - found[429]!).toBeGreaterThan(1);
});

test('a page that loads its files and then calls the API is within the default limit', async () => {
  await using server = await startTestServer({ rateLimit: 20 });
  const page = [...times(40, '/assets/file-types/payslip.svg'), ...times(10, '/connect/')];
  const found = statuses(await burst(server, [...page, ...page], { as: null }));
  expect(found[429]).toBeUndefined();
});

test('a large body is not read when the client exceeds the limit', async () => {
  await using server = await startTestServer({ rateLimit: 1 });
  await burst(server, times(5, '/nothing'), { as: null });
  const response = await server.call('/v1/archives', {
    method: 'POST',
    as: null,
    body: { a: 'x'.repeat(1_000_000) },
  });
  expect(response.status).toBe(429);
});

test('the header of a trusted proxy names the client, an IPv6 client by its /64; other headers are ignored', async () => {
  await using proxied = await startTestServer({ rateLimit: 2, trustProxy: ['127.0.0.1'] });
  const from = (address: string) =>
    proxied.call('/nothing', { as: null, headers: { 'x-forwarded-for': address } });
  const one = await Promise.all(Array.from({ length: 10 }, (_, n) => from(`2001:db8:0:1::${n + 1}`)));
  expect(statuses(one)[429]).toBeGreaterThan(4);
  expect((await from('2001:db8:0:2::1')).status).toBe(404);
  const many = await Promise.all(Array.from({ length: 10 }, (_, n) => from(`192.0.2.${n + 1}`)));
  expect(statuses(many)).toEqual({ 404: 10 });

  await using open = await startTestServer({ rateLimit: 2 });
  const forged = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      open.call('/nothing', { as: null, headers: { 'x-forwarded-for': `192.0.2.${n}` } }),
    ),
  );
  expect(statuses(forged)[429]).toBeGreaterThan(4);
});

test('a second proxy may add its port to the address of the first, on both ways into the server', async () => {
  const trustProxy = ['127.0.0.1', '10.0.0.0/8', '2001:db8:ffff::/48'];
  await using server = await startTestServer({ rateLimit: 2, trustProxy });
  const event = { type: 'RECORD_CREATED', data: {}, sourceId: 's' };
  for (const hop of ['10.0.0.7:50123', '[2001:db8:ffff::7]:50123']) {
    const responses = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const headers = { 'x-forwarded-for': `198.51.${hop.length}.${n}, ${hop}` };
        const unknown = await server.call('/nothing', { as: null, headers });
        const published = await server.call('/v1/events', { method: 'POST', body: event, headers });
        return [unknown.status, published.status];
      }),
    );
    expect(responses.flat()).not.toContain(429);
  }
});

test('another address is not affected', async () => {
  await using server = await startTestServer({ rateLimit: 5 });
  await burst(server, times(50, '/nothing'), { as: null });
  expect(await statusFor(server, '/nothing', { localAddress: '127.0.0.2' })).toBe(404);
});

test('without a limit everything is served', async () => {
  await using server = await startTestServer({ rateLimit: 0 });
  expect(statuses(await burst(server, times(60, '/v1/users')))).toEqual({ 200: 60 });
});

test('probes are not limited', async () => {
  await using server = await startTestServer({ rateLimit: 1 });
  expect(statuses(await burst(server, times(20, '/healthz'), { as: null }))).toEqual({ 200: 20 });
  expect(statuses(await burst(server, times(20, '/readyz'), { as: null }))).toEqual({ 200: 20 });
});

test('only a few of 300 concurrent wrong secrets are compared, and the right secret works immediately', async () => {
  await using server = await startTestServer({ rateLimit: 20 });
  const guesses = Array.from({ length: 300 }, (_, n) =>
    server.call('/v1/users', { as: { key: production.key, secret: `wrong ${n}` } }),
  );
  const responses = await Promise.all(guesses);
  expect((await server.call('/v1/users', { as: production })).status).toBe(200);
  const compared = responses.filter(({ status }) => status !== 429);
  expect(compared.length).toBeLessThanOrEqual(20);
  expect(compared.every(({ body }) => body.code === 'INVALID_CREDENTIALS')).toBe(true);
});

test('wrong secrets are counted before they are compared, without a rate limit and at /metrics too', async () => {
  await using server = await startTestServer({ rateLimit: 0 });
  const guess = (n: number) =>
    server.call(n % 2 ? '/metrics' : '/v1/users', {
      as: { key: production.key, secret: `wrong ${n}` },
      // With this header, the request counts as one from another machine.
      headers: { 'x-forwarded-for': '192.0.2.1' },
    });
  const startedAt = performance.now();
  const responses = await Promise.all(Array.from({ length: 300 }, (_, n) => guess(n)));
  // After the first 60 wrong credentials, one more is permitted in each second, and 300 requests may take several
  // seconds.
  const permitted = 60 + Math.ceil((performance.now() - startedAt) / 1000);
  const compared = responses.filter(({ body }) => body.code === 'INVALID_CREDENTIALS');
  expect(compared.length).toBeLessThanOrEqual(permitted);
  const refused = responses.find(({ status }) => status === 429)!;
  expect(refused.headers.get('retry-after')).toBe('1');
  expect((await server.call('/v1/users', { as: production })).status).toBe(200);
});

test('valid credentials in many concurrent requests are compared once', async () => {
  await using server = await startTestServer({ rateLimit: 0 });
  const made = await server.createTenant('second');
  const responses = await Promise.all(
    Array.from({ length: 100 }, () => server.call('/v1/users', { as: made.SANDBOX })),
  );
  expect(statuses(responses)).toEqual({ 200: 100 });
});

test('known credentials need no second hash, and removed credentials are accepted for at most five seconds', async () => {
  await using server = await startTestServer();
  const { store } = server.services;
  const { SANDBOX } = await server.createTenant('second');
  const clock = { at: 0 };
  const keys = new Authenticator(store, () => clock.at);
  expect(await keys.knownCallerOf(SANDBOX)).toBeUndefined();
  await keys.callerOf(SANDBOX);
  clock.at += 3_600_000;
  expect(await keys.knownCallerOf(SANDBOX)).toMatchObject({ tenantId: 'second' });
  await store.run('delete from api_keys where key = $1', [SANDBOX.key]);
  clock.at += 5001;
  expect(await keys.knownCallerOf(SANDBOX)).toBeUndefined();
});
