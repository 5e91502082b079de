import { expect, test } from 'vitest';
import { startTestServer } from '../testing/test-server.ts';

const origin = 'https://app.example';
const calls = [
  ['POST', '/v1/users', {}],
  ['GET', '/v1/providers?size=150', undefined],
  ['GET', '/v1/identities', undefined],
  ['GET', '/v1/employments', undefined],
  ['GET', '/v1/incomes/', undefined],
] as const;

const preflight = (method: string, headers = 'authorization,content-type') => ({
  method: 'OPTIONS',
  as: null,
  headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
});

test.each(calls)(
  'a page can call %s %s, with the preflight that a browser sends',
  async (method, path, body) => {
    await using server = await startTestServer();
    const preflighted = await server.call(path, preflight(method));
    expect(preflighted.status).toBe(204);
    expect(preflighted.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflighted.headers.get('access-control-allow-methods')).toContain(method);
    expect(preflighted.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    const response = await server.call(path, { method, body, headers: { origin } });
    expect(response.status).toBe(method === 'POST' ? 201 : 200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  },
);

test('a page can also read the response to a refused request', async () => {
  await using server = await startTestServer({ rateLimit: 1 });
  const unknown = await server.call('/v1/users', { as: null, headers: { origin } });
  const limited = await server.call('/v1/users', { as: null, headers: { origin } });
  expect([unknown.status, limited.status]).toEqual([400, 429]);
  for (const { headers } of [unknown, limited]) expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(limited.headers.get('access-control-expose-headers')).toContain('retry-after');
});

test('preflights count for the rate limit', async () => {
  await using server = await startTestServer({ rateLimit: 5 });
  const responses = await Promise.all(
    Array.from({ length: 60 }, () => server.call('/v1/users', preflight('GET'))),
  );
  expect(responses.filter(({ status }) => status === 429).length).toBeGreaterThan(20);
});

test('only pages that the operator named may call the API, and by default there are none', async () => {
  await using none = await startTestServer({ corsOrigins: [] });
  expect((await none.call('/v1/users', preflight('GET'))).status).toBe(501);
  expect(
    (await none.call('/v1/users', { headers: { origin } })).headers.get('access-control-allow-origin'),
  ).toBe(null);
  await using some = await startTestServer({
    corsOrigins: ['https://App.example:443', 'https://two.example'],
  });
  const allowed = await some.call('/v1/users', { headers: { origin } });
  expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
  expect(allowed.headers.get('vary')).toContain('origin');
  const other = await some.call('/v1/users', { headers: { origin: 'https://evil.example' } });
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
  expect(other.headers.get('vary')).toContain('origin');
});

test("a page can neither use the portal's cookie nor read anything outside of the API", async () => {
  await using server = await startTestServer();
  const preflighted = await server.call('/v1/users', preflight('GET', 'authorization,winkwire-mode'));
  expect(preflighted.headers.get('access-control-allow-headers')).toBe('authorization');
  expect(preflighted.headers.get('access-control-allow-credentials')).toBeNull();
  for (const path of ['/portal/api/session', '/widget/redirect/start', '/connect/', '/healthz']) {
    expect([404, 501], path).toContain((await server.call(path, preflight('GET'))).status);
    const { headers } = await server.call(path, { headers: { origin } });
    expect(headers.get('access-control-allow-origin'), path).toBeNull();
  }
});

test.each(['null', 'https://shop.example'])(
  'the frame can call its API from the origin %s, even if the operator named other pages',
  async (frameOrigin) => {
    await using server = await startTestServer({ corsOrigins: ['https://one.example'] });
    const headers = { ...preflight('POST').headers, origin: frameOrigin };
    const preflighted = await server.call('/widget/api/sessions', { ...preflight('POST'), headers });
    expect(preflighted.status).toBe(204);
    const response = await server.call('/widget/api/sources', { as: null, headers: { origin: frameOrigin } });
    for (const { headers: sent } of [preflighted, response]) {
      expect(sent.get('access-control-allow-origin')).toBe('*');
      expect(sent.get('access-control-allow-credentials')).toBeNull();
    }
    expect(response.headers.get('access-control-expose-headers')).toMatch(
      /date.*winkwire-fault, winkwire-file/,
    );
  },
);
