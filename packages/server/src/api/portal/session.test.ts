import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createSignInLink } from '../../actions/create-sign-in-link.ts';
import { linkLifetime } from '../../domain/portal-sign-in-link.ts';
import { signInPortal } from '../../testing/portal-caller.ts';
import { type ApiResponse, startTestServer, type TestServer } from '../../testing/test-server.ts';
import { routes } from '../routes.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const ours = { 'winkwire-mode': 'SANDBOX' };

async function newToken(tenantId?: string): Promise<string> {
  const link = new URL(await createSignInLink(server.services, tenantId));
  expect([link.pathname, link.search]).toEqual(['/portal/sign-in', '']);
  return link.hash.slice(1);
}

const signIn = (token: string, headers: Record<string, string> = ours): Promise<ApiResponse> =>
  server.call('/portal/api/session', { method: 'POST', as: null, headers, body: { token } });

const cookieOf = (response: ApiResponse): string => response.headers.get('set-cookie')!.split(';')[0]!;

async function signedIn(tenantId?: string): Promise<string> {
  return cookieOf(await signIn(await newToken(tenantId)));
}

const ask = (path: string, cookie: string, headers: Record<string, string> = ours): Promise<ApiResponse> =>
  server.call(path, { as: null, headers: { cookie, ...headers } });

test('a link signs in once, with a cookie that scripts and other sites cannot use', async () => {
  const token = await newToken();
  const first = await signIn(token);
  expect(first.status).toBe(201);
  expect(first.headers.get('set-cookie')).toMatch(
    /^winkwire_portal=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/,
  );
  const second = await signIn(token);
  expect(second.body).toMatchObject({
    code: 'INVALID_TOKEN',
    message: expect.stringContaining('already been used'),
  });
  expect(second.headers.get('set-cookie')).toBe(null);
});

test('only one of two concurrent requests with the same link signs in', async () => {
  const token = await newToken();
  const responses = await Promise.all([signIn(token), signIn(token)]);
  expect(responses.map(({ status }) => status).sort()).toEqual([201, 401]);
});

test('an expired link and an unknown link are distinguished', async () => {
  const token = await newToken();
  const { now } = server.services;
  server.services.now = () => now() + linkLifetime;
  const response = await signIn(token);
  server.services.now = now;
  expect(response.body.message).toContain('has expired');
  expect((await signIn('a'.repeat(43))).body.message).toContain('unknown');
});

test('the database contains neither link tokens nor session tokens', async () => {
  const token = await newToken();
  const cookie = cookieOf(await signIn(token)).split('=')[1]!;
  const { store } = server.services;
  const rows = [
    ...(await store.all('select * from portal_sessions')),
    ...(await store.all('select * from portal_sign_in_links')),
  ];
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(JSON.stringify(rows)).not.toContain(cookie);
});

test('the cookie replaces the API key of the mode that the request names', async () => {
  const cookie = await signedIn();
  await server.call('/v1/users', { method: 'POST', body: {} });
  const sandbox = await ask('/v1/users', cookie);
  expect(sandbox.body.data.items.length).toBeGreaterThan(0);
  const production = await ask('/v1/users', cookie, { 'winkwire-mode': 'PRODUCTION' });
  expect(production.body.data.items).toEqual([]);
});

test('a session belongs to one tenant', async () => {
  await server.createTenant('other');
  const { body } = await server.call('/v1/users', { method: 'POST', body: {} });
  const cookie = await signedIn('other');
  expect((await ask(`/v1/users/${body.data.user.id}`, cookie)).status).toBe(404);
  expect((await ask('/portal/api/session', cookie)).status).toBe(200);
});

test('a request from another site is refused, even with the cookie', async () => {
  const cookie = await signedIn();
  const attempts = [
    {},
    { ...ours, origin: 'https://evil.example' },
    { ...ours, origin: 'null' },
    { ...ours, 'sec-fetch-site': 'cross-site' },
    { ...ours, 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of attempts) {
    const response = await server.call('/v1/users', {
      method: 'POST',
      as: null,
      headers: { cookie, ...headers },
      body: {},
    });
    expect(response.status, JSON.stringify(headers)).toBeGreaterThanOrEqual(400);
  }
  const planted = await signIn(await newToken(), { origin: 'https://evil.example', ...ours });
  expect(planted.body.code).toBe('UNAUTHORIZED_ACCESS');
});

test('signing out ends the session, not only the cookie', async () => {
  const cookie = await signedIn();
  const out = await server.call('/portal/api/session', {
    method: 'DELETE',
    as: null,
    headers: { cookie, ...ours },
  });
  expect(out.headers.get('set-cookie')).toMatch(/^winkwire_portal=; Path=\/; Max-Age=0/);
  expect((await ask('/v1/users', cookie)).body.code).toBe('INVALID_TOKEN');
});

test('over https, a sibling host cannot set the cookie', async () => {
  await using secure = await startTestServer({ publicUrl: 'https://winkwire.example' });
  const link = await createSignInLink(secure.services);
  expect(link).toMatch(/^https:\/\/winkwire\.example\/portal\/sign-in#/);
  const response = await secure.call('/portal/api/session', {
    method: 'POST',
    as: null,
    headers: { ...ours, origin: 'https://winkwire.example' },
    body: { token: link.split('#')[1] },
  });
  const cookie = response.headers.get('set-cookie')!;
  expect(cookie).toMatch(/^__Host-winkwire_portal=.*; Secure$/);
  const [whole = ''] = cookie.split(';');
  const ask = (as: string) =>
    secure.call('/portal/api/session', { as: null, headers: { ...ours, cookie: as } });
  expect((await ask(whole)).status).toBe(200);
  expect((await ask(whole.replace('__Host-', ''))).body.code).toBe('INVALID_TOKEN');
});

test('a viewer sees everything and changes nothing, and an operator is named in the log', async () => {
  const viewer = await signInPortal(server, undefined, { person: 'Juan Cruz', role: 'VIEWER' });
  expect((await viewer('/portal/api/session')).body.data).toMatchObject({
    person: 'Juan Cruz',
    role: 'VIEWER',
  });
  expect((await viewer('/v1/webhooks')).status).toBe(200);
  for (const [method, path] of [
    ['POST', '/v1/users'],
    ['PUT', '/v1/archives/archive-0/fields/netAmount'],
    ['POST', '/v1/sign-in-links'],
    ['DELETE', '/v1/webhooks/wh-0'],
  ] as const) {
    const { status, body } = await viewer(path, { method, body: {} });
    expect([status, body.message], path).toEqual([403, expect.stringContaining('the role OPERATOR')]);
  }
  expect((await viewer('/portal/api/session', { method: 'DELETE' })).status).toBe(200);

  const operator = await signInPortal(server, undefined, { person: 'Maria Santos', role: 'OPERATOR' });
  const warn = vi.spyOn(server.services.log, 'warn');
  await operator('/v1/keys', { method: 'POST', body: {} });
  expect(warn).toHaveBeenCalledWith(expect.objectContaining({ by: 'Maria Santos' }), 'api-key.created');
  warn.mockRestore();
});

test('the log names the person with every request of the portal that may change something', async () => {
  const call = await signInPortal(server, undefined, { person: 'Ana Reyes', role: 'OPERATOR' });
  const { log } = server.services;
  const enabled = vi.spyOn(log, 'isLevelEnabled').mockReturnValue(true);
  const warn = vi.spyOn(log, 'warn');
  const info = vi.spyOn(log, 'info');
  const linesOf = (spy: { mock: { calls: unknown[][] } }) =>
    spy.mock.calls
      .filter(([, message]) => message === 'request.completed')
      .map(([line]) => line as { operation: string; by?: string });
  const ofPortal = routes.filter(({ access }) => access === 'key' || access === 'portal');
  const changing = ofPortal.filter(({ method, changesNothing }) => method !== 'GET' && !changesNothing);
  expect(changing.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'createWebhook',
      'revokeHostedLink',
      'replaceWidgetOrigins',
      'updateWinkTemplate',
    ]),
  );
  for (const { method, path } of changing) await call(path.replaceAll(/:\w+/g, 'none'), { method, body: {} });
  await call('/v1/webhooks/filterPreview', {
    method: 'POST',
    body: { eventTypes: ['ALL_EVENTS'], filter: {} },
  });
  await vi.waitFor(() => expect(linesOf(info).map(({ operation }) => operation)).toContain('previewFilter'));
  await vi.waitFor(() =>
    expect(linesOf(warn).map(({ operation, by }) => `${operation} by ${by}`)).toEqual(
      changing.map(({ id }) => `${id} by Ana Reyes`),
    ),
  );
  expect(linesOf(info).every(({ by }) => by === undefined)).toBe(true);
  for (const spy of [enabled, warn, info]) spy.mockRestore();
});
