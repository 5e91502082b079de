import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAuthority } from '../pipeline/testing/make-certificates.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const settings = {
  name: 'Loan desk',
  url: 'http://127.0.0.1:9999/',
  eventTypes: ['ALL_EVENTS'],
  active: true,
};

const register = async (more: object = {}) =>
  server.call('/v1/webhooks', { method: 'POST', body: { ...settings, secret: 'secret', ...more } });
const registered = async (more: object = {}): Promise<string> => (await register(more)).body.data.id;
const change = (id: string, body: object, method = 'PATCH') =>
  server.call(`/v1/webhooks/${id}`, { method, body });

test('null clears a setting, or a single delivery setting', async () => {
  const delivery = { concurrency: 3, retryDelays: [5] };
  const id = await registered({ delivery, headers: { 'x-team': 'loans' }, filter: { a: 1 } });
  expect((await change(id, { delivery: { concurrency: null } })).body.data.delivery).toEqual({
    retryDelays: [5],
  });
  const { data } = (await change(id, { delivery: null, headers: null, filter: null })).body;
  expect(data).toMatchObject({ delivery: {}, headers: {}, filter: null });
});

test('at registration null counts as absent', async () => {
  const { status, body } = await register({ delivery: { concurrency: null }, headers: null });
  expect(status).toBe(200);
  expect(body.data).toMatchObject({ delivery: {}, headers: {} });
});

test.each(['PATCH', 'PUT'])(
  '%s refuses a new secret and names the operation that rotates secrets',
  async (method) => {
    const id = await registered();
    const refused = await change(id, { ...settings, secret: 'another' }, method);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      code: 'INVALID_PARAMETERS',
      message: expect.stringContaining(`POST /v1/webhooks/${id}/secrets`),
    });
    const { data } = (await server.call(`/v1/webhooks/${id}`)).body;
    expect((await change(id, data, method)).body.data).toMatchObject({
      secret: '********',
      name: 'Loan desk',
    });
  },
);

test.each([
  'Smile-Signature',
  'smile-signature-previous',
  'webhook-id',
  'Webhook-Signature',
  'Content-Type',
  'content-length',
  'content-encoding',
  'traceparent',
  'TraceState',
  'baggage',
  'Host',
  'connection',
  'transfer-encoding',
  'user-agent',
])('the reserved header %s cannot be set by an owner', async (name) => {
  const refused = await register({ headers: { 'x-team': 'loans', [name]: 'x' } });
  expect(refused.status).toBe(400);
  expect(refused.body.message).toBe(`headers: ${name} is reserved for Winkwire and HTTP.`);
});

test('an owner can set headers with credentials for the receiver', async () => {
  const headers = { Authorization: 'Bearer x', Cookie: 'a=b', 'X-Webhook-Team': 'loans' };
  const { id } = (await register({ headers })).body.data;
  const revealed = await server.call(`/v1/webhooks/${id}/reveal`, { method: 'POST' });
  expect(revealed.body.data.headers).toEqual(headers);
});

test('TLS settings are shown without the key, can be changed and cleared, and must match each other', async () => {
  using authority = makeAuthority('ours');
  const { certificate, key } = authority.issue('winkwire client');
  const id = await registered({ tls: { ca: authority.ca, certificate, key } });
  const shown = await server.call(`/v1/webhooks/${id}`);
  expect(shown.body.data.tlsInfo).toEqual({
    ownAuthority: true,
    certificate: { subject: 'CN=winkwire client', expiresAt: expect.stringMatching(/Z$/) },
  });
  expect(JSON.stringify(shown.body)).not.toContain('PRIVATE KEY');
  const wrong = await change(id, { tls: { certificate, key: authority.issue('other').key } });
  expect(wrong).toMatchObject({ status: 400, body: { code: 'INVALID_PARAMETERS' } });
  expect((await change(id, { name: 'renamed' })).body.data.tlsInfo).toEqual(shown.body.data.tlsInfo);
  expect((await change(id, { tls: { ca: authority.ca } })).body.data.tlsInfo).toEqual({
    ownAuthority: true,
    certificate: null,
  });
  expect((await change(id, { tls: null })).body.data.tlsInfo).toBeNull();
});
