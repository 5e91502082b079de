import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readEndpoint } from '../domain/endpoint.ts';
import { findWebhook } from '../domain/webhooks.ts';
import { makeAuthority } from '../pipeline/testing/make-certificates.ts';
import {
  production,
  sandbox,
  sandboxCaller,
  startTestServer,
  type TestServer,
} from '../testing/test-server.ts';
import { routes } from './routes.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const settings = {
  name: 'Loan desk',
  url: 'http://127.0.0.1:9999/',
  eventTypes: ['ALL_EVENTS'],
  active: false,
};
const secret = 'a secret long enough for anyone';
const headers = { authorization: 'Bearer of-my-gateway', 'x-team': 'loans' };
const masked = { authorization: '********', 'x-team': '********' };

const post = (path: string, body?: object, as = sandbox) =>
  server.call(`/v1/webhooks${path}`, { method: 'POST', body, as });
const register = (more: object = {}, as = sandbox) => post('', { ...settings, ...more }, as);
const reveal = async (id: string) => (await post(`/${id}/reveal`)).body.data;

test('only the response to a registration shows the secret', async () => {
  const created = await register({ secret, headers });
  expect(created.body).toMatchObject({ code: 'OK', message: 'Done.', data: { secret, headers: masked } });
  const { id } = created.body.data;
  const shown = { secret: 'a se********', headers: masked };
  expect((await server.call(`/v1/webhooks/${id}`)).body.data).toMatchObject(shown);
  const { items } = (await server.call('/v1/webhooks?size=150')).body.data;
  expect(items.find((webhook: { id: string }) => webhook.id === id)).toMatchObject(shown);
  expect(
    (await server.call(`/v1/webhooks/${id}`, { method: 'PATCH', body: { name: 'a' } })).body.data,
  ).toMatchObject(shown);
  expect(
    (await server.call(`/v1/webhooks/${id}`, { method: 'PUT', body: { ...settings, headers } })).body.data,
  ).toMatchObject(shown);
});

test('no operation except reveal returns the secrets of a webhook', async () => {
  using authority = makeAuthority('ours');
  const { certificate, key } = authority.issue('winkwire client');
  const { id } = (await register({ secret, headers, tls: { certificate, key }, asymmetric: true })).body.data;
  await server.call('/v1/users', { method: 'POST', body: {} });
  const { store, secrets: box } = server.services;
  const row = await findWebhook(store, sandboxCaller, id);
  expect(readEndpoint(row, box)).toMatchObject({ signingKey: expect.anything(), tls: { key } });
  const hidden = [secret, 'of-my-gateway', 'PRIVATE KEY', key.split('\n')[1]!, 'whsk_'];
  const bodies: Record<string, object> = {
    createWebhook: { ...settings, secret: 'another secret of this test' },
    rotateWebhookSecret: { overlapSeconds: 600 },
    testWebhook: {},
  };
  const asked: string[] = [];
  for (const { method, path, id: operation, consumes } of routes) {
    if (!path.startsWith('/v1/webhooks') || operation === 'revealWebhook' || method === 'DELETE') continue;
    if (consumes === 'multipart/form-data') continue;
    const query = path.endsWith('/events') ? '?after=0' : '';
    const body = method === 'GET' ? undefined : (bodies[operation] ?? { name: 'again' });
    const response = await server.call(path.replace(':id', id) + query, { method, body });
    asked.push(`${operation} ${response.status}`);
    for (const text of hidden)
      expect(JSON.stringify(response.body), `${operation}: ${text}`).not.toContain(text);
  }
  expect(asked).toEqual(
    expect.arrayContaining(['getWebhook 200', 'listWebhooks 200', 'testWebhook 200', 'pullEvents 200']),
  );
});

test('reveal returns the secrets in use and the headers, and logs the caller', async () => {
  const { id } = (await register({ secret, headers })).body.data;
  const rotated = (await post(`/${id}/secrets`, { overlapSeconds: 600 })).body.data.secret;
  const warn = vi.spyOn(server.services.log, 'warn');
  const response = await post(`/${id}/reveal`);
  const asker = { by: sandbox.key, address: '127.0.0.1', requestId: response.body.requestId };
  expect(warn).toHaveBeenCalledWith({ ...asker, ...sandboxCaller, webhookId: id }, 'webhook.revealed');
  warn.mockRestore();
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.body.data).toEqual({
    secrets: [
      { secret: rotated, expiresAt: null },
      { secret, expiresAt: expect.stringMatching(/Z$/) },
    ],
    headers,
  });
  expect((await post(`/${id}/reveal`, undefined, production)).status).toBe(404);
});

test('a webhook shows until when older secrets sign, and the overlap can be ended early', async () => {
  const { id, previousSecrets } = (await register({ secret })).body.data;
  expect(previousSecrets).toEqual([]);
  const rotated = (await post(`/${id}/secrets`, { overlapSeconds: 600 })).body.data;
  expect(rotated.previousSecrets).toEqual([{ expiresAt: expect.stringMatching(/Z$/) }]);
  const listed = (await server.call('/v1/webhooks?size=150')).body.data.items;
  const found = listed.find((one: { id: string }) => one.id === id);
  expect(found.previousSecrets).toEqual(rotated.previousSecrets);
  const headersOf = async () => (await post(`/${id}/test`, {})).body.data.headers;
  expect(await headersOf()).toHaveProperty('smile-signature-previous');

  const end = () => server.call(`/v1/webhooks/${id}/secrets/previous`, { method: 'DELETE' });
  expect((await end()).body.data).toMatchObject({ id, previousSecrets: [], secret: expect.any(String) });
  expect(await headersOf()).not.toHaveProperty('smile-signature-previous');
  expect((await reveal(id)).secrets).toEqual([{ secret: rotated.secret, expiresAt: null }]);
  expect((await end()).status).toBe(200);
  const of = { method: 'DELETE', as: production };
  expect((await server.call(`/v1/webhooks/${id}/secrets/previous`, of)).status).toBe(404);
});

test('an overlap that is over is not shown', async () => {
  const { id } = (await register({ secret })).body.data;
  const { store, secrets: box } = server.services;
  const stored = [
    { sealed: box.seal(secret), createdAt: 1, expiresAt: null },
    { sealed: box.seal('an older secret'), createdAt: 0, expiresAt: Date.now() - 1000 },
  ];
  await store.run('update webhooks set secrets = $1 where id = $2', [JSON.stringify(stored), id]);
  expect((await server.call(`/v1/webhooks/${id}`)).body.data.previousSecrets).toEqual([]);
});

test.each(['PUT', 'PATCH'])(
  'a webhook that is read, changed and sent back by %s keeps its masked values',
  async (method) => {
    const { id } = (await register({ secret, headers })).body.data;
    const read = (await server.call(`/v1/webhooks/${id}`)).body.data;
    const change = (more: object) =>
      server.call(`/v1/webhooks/${id}`, { method, body: { ...read, name: 'renamed', ...more } });
    expect((await change({})).body.data).toMatchObject({
      name: 'renamed',
      secret: read.secret,
      headers: masked,
    });
    expect(await reveal(id)).toEqual({ secrets: [{ secret, expiresAt: null }], headers });

    await change({ headers: { Authorization: '********', 'x-new': 'a value' } });
    expect((await reveal(id)).headers).toEqual({ Authorization: headers.authorization, 'x-new': 'a value' });

    const renamed = await change({ headers: { 'x-other': '********' } });
    expect(renamed.status).toBe(400);
    expect(renamed.body.message).toMatch(/^headers: x-other is masked/);
    expect((await change({ secret: 'b se********' })).status).toBe(400);
  },
);

test('a mask cannot be the secret or a header value of a new webhook', async () => {
  expect((await register({ secret: 'a se********' })).body.message).toMatch(/^secret: this secret is masked/);
  expect((await register({ headers: masked })).body.message).toMatch(/^headers: authorization is masked/);
});

test('without a secret one is generated, in production too, and it signs', async () => {
  for (const as of [sandbox, production]) {
    const { body } = await register({}, as);
    expect(body.data.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(body.message).toBe('Done.');
    const rotated = await post(`/${body.data.id}/secrets`, {}, as);
    expect(rotated.body.data.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(rotated.body.data.secret).not.toBe(body.data.secret);
  }
});

test.each([
  'whsec_',
  'whsec_not base64',
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS', // The padding is missing.
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_', // This is base64url.
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaR=', // The unused bits of the last character are not zero.
  'whsec_whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2',
])('%s is refused: libraries would not agree on its bytes', async (wrong) => {
  const refused = await register({ secret: wrong });
  expect(refused.status).toBe(400);
  expect(refused.body.message).toMatch(/^secret: the text after whsec_ has to be base64/);
  const { id } = (await register({ secret })).body.data;
  expect((await post(`/${id}/secrets`, { secret: wrong })).status).toBe(400);
});

test.each(['short', '15 characters..', 'whsec_c2hvcnQgb25l', 'ä'.repeat(15), '😀'.repeat(8)])(
  'the short secret %s is refused in production, and warned of in the sandbox',
  async (short) => {
    const refused = await register({ secret: short }, production);
    expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID_PARAMETERS' } });
    expect(refused.body.message).toMatch(/^secret: is short enough to be guessed. Use at least 16/);

    const warned = await register({ secret: short });
    expect(warned).toMatchObject({ status: 200, body: { code: 'OK' } });
    expect(warned.body.message).toMatch(/^The secret is short .* production refuses it/);
    const rotated = await post(`/${warned.body.data.id}/secrets`, { secret: short });
    expect(rotated.body.message).toMatch(/^The secret is short/);

    const { id } = (await register({}, production)).body.data;
    expect((await post(`/${id}/secrets`, { secret: short }, production)).status).toBe(400);
  },
);

test.each(['old', 'whsec_no base64'])(
  '%s still signs if it was stored before such secrets were refused',
  async (old) => {
    const { id } = (await register({}, production)).body.data;
    const { store, secrets: box } = server.services;
    const stored = JSON.stringify([{ sealed: box.seal(old), createdAt: 0, expiresAt: null }]);
    await store.run('update webhooks set secrets = $1 where id = $2', [stored, id]);
    const read = (await server.call(`/v1/webhooks/${id}`, { as: production })).body.data;
    const saved = await server.call(`/v1/webhooks/${id}`, { method: 'PUT', body: read, as: production });
    expect(saved.status).toBe(200);
    const sent = (await post(`/${id}/test`, {}, production)).body.data;
    expect(sent.headers['smile-signature']).toBe(createHmac('sha512', old).update(sent.body).digest('hex'));
  },
);

test('sixteen characters are enough', async () => {
  expect((await register({ secret: '16 characters...' }, production)).body).toMatchObject({
    code: 'OK',
    message: 'Done.',
  });
});
