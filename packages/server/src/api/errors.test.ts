import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Call, production, startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

interface Case {
  what: string;
  path: string;
  call?: Call;
  status: number;
  code: string;
  says?: RegExp;
}

const webhook = {
  name: 'a',
  url: 'https://example.com',
  eventTypes: ['ALL_EVENTS'],
  active: true,
  secret: 's',
};

const cases: Case[] = [
  {
    what: 'no credentials',
    path: '/v1/users',
    call: { as: null },
    status: 400,
    code: 'INVALID_CREDENTIALS',
    says: /Basic/,
  },
  {
    what: 'a wrong secret',
    path: '/v1/users',
    call: { as: { key: 'sandbox', secret: 'wrong' } },
    status: 400,
    code: 'INVALID_CREDENTIALS',
  },
  {
    what: 'an unknown key',
    path: '/v1/users',
    call: { as: { key: 'nobody', secret: 'wrong' } },
    status: 400,
    code: 'INVALID_CREDENTIALS',
  },
  {
    what: 'credentials that are not Basic credentials',
    path: '/v1/users',
    call: { as: null, headers: { authorization: 'Bearer abc' } },
    status: 400,
    code: 'INVALID_CREDENTIALS',
  },
  {
    what: 'bad JSON',
    path: '/v1/users',
    call: { method: 'POST', body: '{"externalMetadata":' },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /not valid JSON/,
  },
  {
    what: 'JSON that is not an object',
    path: '/v1/users',
    call: { method: 'POST', body: '[1]' },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /has to be an object, not an array/,
  },
  {
    what: 'JSON with a poisoned prototype',
    path: '/v1/users',
    call: { method: 'POST', body: '{"__proto__":{"a":1}}' },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /__proto__/,
  },
  {
    what: 'another content type',
    path: '/v1/users',
    call: { method: 'POST', body: '<user/>', headers: { 'content-type': 'text/xml' } },
    status: 415,
    code: 'UNSUPPORTED_TYPE',
  },
  {
    what: 'plain text',
    path: '/v1/users',
    call: { method: 'POST', body: 'hello', headers: { 'content-type': 'text/plain' } },
    status: 415,
    code: 'UNSUPPORTED_TYPE',
  },
  {
    what: 'a form in place of JSON',
    path: '/v1/users',
    call: { method: 'POST', body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    status: 415,
    code: 'UNSUPPORTED_TYPE',
  },
  { what: 'an unknown route', path: '/v1/nothing', status: 404, code: 'MISSING_RESOURCE' },
  { what: 'an unknown page', path: '/nothing', status: 404, code: 'MISSING_RESOURCE' },
  {
    what: 'a wrong method',
    path: '/v1/users',
    call: { method: 'DELETE' },
    status: 501,
    code: 'UNSUPPORTED_METHOD',
  },
  {
    what: 'a wrong method on a resource',
    path: '/v1/tasks/task-1',
    call: { method: 'PATCH', body: {} },
    status: 501,
    code: 'UNSUPPORTED_METHOD',
  },
  {
    what: 'OPTIONS without CORS',
    path: '/v1/users',
    call: { method: 'OPTIONS' },
    status: 501,
    code: 'UNSUPPORTED_METHOD',
  },
  {
    what: 'a method that no operation has',
    path: '/v1/users',
    call: { method: 'PROPFIND' },
    status: 501,
    code: 'UNSUPPORTED_METHOD',
  },
  {
    what: 'a method for which Fastify requires a body',
    path: '/v1/tokens',
    call: { method: 'QUERY' },
    status: 501,
    code: 'UNSUPPORTED_METHOD',
  },
  {
    what: 'OPTIONS for an unknown route',
    path: '/v1/nothing',
    call: { method: 'OPTIONS' },
    status: 404,
    code: 'MISSING_RESOURCE',
  },
  {
    what: 'an id that does not exist',
    path: '/v1/users/main-00000000000000000000000000000000',
    status: 404,
    code: 'MISSING_RESOURCE',
  },
  {
    what: 'an id of the wrong form',
    path: '/v1/incomes/%27or%201%3D1',
    status: 404,
    code: 'MISSING_RESOURCE',
  },
  { what: 'a very long id', path: `/v1/users/${'a'.repeat(400)}`, status: 404, code: 'MISSING_RESOURCE' },
  { what: 'a broken escape', path: '/v1/users/%zz', status: 400, code: 'INVALID_PARAMETERS', says: /escape/ },
  { what: 'a NUL in an id', path: '/v1/users/%00', status: 400, code: 'INVALID_PARAMETERS', says: /U\+0000/ },
  {
    what: 'a NUL in a body',
    path: '/v1/users',
    call: { method: 'POST', body: { externalMetadata: { a: 'b\u0000' } } },
    status: 400,
    code: 'INVALID_PARAMETERS',
  },
  {
    what: 'a missing field',
    path: '/v1/consentTemplates',
    call: { method: 'POST', body: { consentType: 'x', version: '1' } },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^consentText: is missing\.$/,
  },
  {
    what: 'a missing body',
    path: '/v1/consentTemplates',
    call: { method: 'POST' },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /body is required/,
  },
  {
    what: 'an over-long field',
    path: '/v1/webhooks',
    call: { method: 'POST', body: { ...webhook, name: 'n'.repeat(201) } },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^name: may be at most 200 characters long, not 201\.$/,
  },
  {
    what: 'an empty field',
    path: '/v1/webhooks',
    call: { method: 'POST', body: { ...webhook, name: '' } },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^name: has to be at least 1 character long, not 0\.$/,
  },
  {
    what: 'a field of the wrong type',
    path: '/v1/webhooks',
    call: { method: 'POST', body: { ...webhook, active: 'yes' } },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^active: has to be a boolean, not a string\.$/,
  },
  {
    what: 'an unknown value in a list',
    path: '/v1/webhooks',
    call: { method: 'POST', body: { ...webhook, eventTypes: ['USER_CREATED', 'NO_SUCH_EVENT'] } },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^eventTypes\[1\]: /,
  },
  {
    what: 'too many notes',
    path: '/v1/users',
    call: { method: 'POST', body: { externalMetadata: { a: '', b: '', c: '', d: '', e: '', f: '' } } },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^externalMetadata: may have at most 5 entries/,
  },
  {
    what: 'a note whose name is not ASCII',
    path: '/v1/users',
    call: { method: 'POST', body: { externalMetadata: { größe: '1' } } },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^externalMetadata\.größe: is not a permitted name/,
  },
  {
    what: 'a note that is too long',
    path: '/v1/users',
    call: { method: 'POST', body: { externalMetadata: { a: 'x'.repeat(501) } } },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^externalMetadata\.a: may be at most 500/,
  },
  {
    what: 'a page with no items',
    path: '/v1/users?size=0',
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^size: .*at least 1/,
  },
  {
    what: 'a page with too many items',
    path: '/v1/users?size=151',
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^size: may be at most 150/,
  },
  {
    what: 'a size that is not a number',
    path: '/v1/users?size=ten',
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^size: has to be a whole number/,
  },
  {
    what: 'a cursor that the server did not issue',
    path: '/v1/users?cursor=abc',
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^cursor: pass the `nextCursor`/,
  },
  {
    what: 'a day that does not exist',
    path: '/v1/users?startDate=2026-02-30',
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^startDate: has to be .* such as 2026-04-21/,
  },
  {
    what: 'a month that does not exist',
    path: '/v1/eincomes?startMonth=2026-13',
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^startMonth: /,
  },
  {
    what: 'a token without a user',
    path: '/v1/tokens',
    call: { method: 'POST' },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /^userId: is missing/,
  },
  {
    what: 'a token for an unknown user',
    path: '/v1/tokens?userId=main-00000000000000000000000000000000',
    call: { method: 'POST' },
    status: 404,
    code: 'MISSING_RESOURCE',
  },
  {
    what: 'a body that is too large',
    path: '/v1/users',
    call: { method: 'POST', body: { externalMetadata: { a: 'x'.repeat(1_100_000) } } },
    status: 400,
    code: 'INVALID_PARAMETERS',
    says: /larger/,
  },
];

test.each(cases)('$what gets $code', async ({ path, call, status, code, says }) => {
  const response = await server.call(path, call);
  expect(response.body).toEqual({
    code,
    message: expect.any(String),
    requestId: expect.stringMatching(/^req-/),
    data: null,
  });
  expect(response.status).toBe(status);
  if (says) expect(response.body.message).toMatch(says);
});

test('a response to an unsupported method names the supported ones', async () => {
  const { headers } = await server.call('/v1/users', { method: 'PUT', body: {} });
  expect(headers.get('allow')).toBe('GET, POST');
});

test('an empty body with the content type of JSON is accepted where no body is required', async () => {
  const response = await server.call('/v1/users', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  expect(response).toMatchObject({ status: 201, body: { code: 'CREATED' } });
});

test('an empty filter counts as no filter', async () => {
  expect(await server.call('/v1/users?startDate=&cursor=')).toMatchObject({ status: 200 });
});

test('an error message never repeats a value of the request', async () => {
  const { body } = await server.call('/v1/webhooks', {
    method: 'POST',
    body: { ...webhook, secret: 'hunter2'.repeat(20) },
  });
  expect(body.message).toMatch(/^secret: may be at most 64/);
  expect(body.message).not.toContain('hunter2');
});

test('ids of another tenant or mode are not found', async () => {
  const created = await server.call('/v1/users', { method: 'POST', body: {} });
  const id = created.body.data.user.id;
  const other = await server.createTenant('other');
  for (const as of [production, other.SANDBOX, other.PRODUCTION]) {
    for (const [method, path] of [
      ['GET', `/v1/users/${id}`],
      ['GET', `/v1/users/${id}/payload`],
      ['POST', `/v1/users/${id}/resetSession`],
      ['POST', `/v1/tokens?userId=${id}`],
    ] as const) {
      expect(await server.call(path, { method, as })).toMatchObject({
        status: 404,
        body: { code: 'MISSING_RESOURCE' },
      });
    }
    expect((await server.call('/v1/users', { as })).body.data.items).toEqual([]);
  }
});

test("with another tenant's cursor, a list still contains only the caller's rows", async () => {
  for (let count = 0; count < 3; count++) await server.call('/v1/users', { method: 'POST', body: {} });
  const { body } = await server.call('/v1/users?size=1');
  const seen = await server.call(`/v1/users?cursor=${body.data.nextCursor}`, { as: production });
  expect(seen.body.data.items).toEqual([]);
});

test('a request that is not HTTP gets a response in the envelope', async () => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.end('GARBAGE\r\n\r\n');
  let text = '';
  for await (const chunk of socket) text += chunk;
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(text.split('\r\n\r\n')[1]!)).toMatchObject({ code: 'INVALID_PARAMETERS', data: null });
});

test('after many wrong credentials, further ones are refused without comparing them', async () => {
  const as = { key: 'sandbox', secret: 'guess' };
  const codes = new Set<string>();
  // Another wrong credential is permitted each second, so a slow machine needs more requests to reach the limit.
  while (!codes.has('REQUEST_LIMIT_EXCEEDED')) codes.add((await server.call('/v1/users', { as })).body.code);
  expect([...codes]).toEqual(['INVALID_CREDENTIALS', 'REQUEST_LIMIT_EXCEEDED']);
  expect((await server.call('/v1/users', { as: production })).status).toBe(200);
});

test('a response that belongs to no operation has the security headers too', async () => {
  for (const path of ['/nothing', '/v1/nothing', '/portal/%']) {
    const { headers } = await server.call(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
});

test('the headers of an owner are sent in addition to ours, and cannot replace ours', async () => {
  const register = (headers: object) =>
    server.call('/v1/webhooks', {
      method: 'POST',
      body: {
        name: 'a',
        url: 'http://127.0.0.1:8099/',
        eventTypes: ['ALL_EVENTS'],
        active: true,
        secret: 's',
        headers,
      },
    });
  for (const name of [
    'Smile-Signature',
    'smile-signature-previous',
    'Webhook-Id',
    'Host',
    'TE',
    'Content-Length',
  ]) {
    expect((await register({ [name]: 'x' })).body.message).toContain('is reserved for Winkwire and HTTP');
  }
  for (const name of ['Tenant', 'X-Host', 'Terminal', 'Hosting']) {
    expect((await register({ [name]: 'x' })).status).toBe(200);
  }
});

test('a cursor with unknown filters is refused', async () => {
  const { body } = await server.call('/v1/webhooks', {
    method: 'POST',
    body: {
      name: 'a',
      url: 'http://127.0.0.1:8099/',
      eventTypes: ['ALL_EVENTS'],
      active: false,
      secret: 's',
    },
  });
  const lists = ['users', 'events', 'providers', `webhooks/${body.data.id}/deliveries`];
  const nameOf = (path: string) => (path.startsWith('webhooks/') ? `deliveries ${body.data.id}` : path);
  for (const path of lists) {
    for (const name of ['constructor', '__proto__', 'tenant_id']) {
      const text = `[${JSON.stringify(nameOf(path))},{"${name}":"1"},1,"x"]`;
      const response = await server.call(`/v1/${path}?cursor=${Buffer.from(text).toString('base64url')}`);
      expect([path, name, response.body.code]).toEqual([path, name, 'INVALID_PARAMETERS']);
    }
  }
});

test('the next page of deliveries keeps the filters of the first', async () => {
  const { body } = await server.call('/v1/webhooks', {
    method: 'POST',
    body: {
      name: 'a',
      url: 'http://127.0.0.1:8099/',
      eventTypes: ['ALL_EVENTS'],
      active: false,
      secret: 's',
    },
  });
  const user = async () => (await server.call('/v1/users', { method: 'POST' })).body.data.user.id;
  const one = await user();
  await user();
  await server.call(`/v1/users/${one}/resetSession`, { method: 'POST' });
  const list = `/v1/webhooks/${body.data.id}/deliveries`;
  const first = await server.call(`${list}?sourceId=${one}&size=1`);
  const second = await server.call(`${list}?cursor=${first.body.data.nextCursor}&size=1`);
  const types = [first, second].map(({ body }) => body.data.items[0].eventType);
  expect(types).toEqual(['USER_SESSION_RESET', 'USER_CREATED']);
  expect(second.body.data.items[0].sourceId).toBe(one);
  expect(second.body.data.nextCursor).toBeNull();
});
