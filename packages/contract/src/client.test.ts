import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { basicAuthorization, type ClientError, createClient } from './client.ts';

type Respond = (request: IncomingMessage & { text: string }, response: ServerResponse) => void;

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

async function serve(respond: Respond) {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    respond(Object.assign(request, { text }), response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const envelope = (data: unknown, code = 'OK') =>
  JSON.stringify({ code, message: 'A message.', requestId: 'req-1', data });

test('a request has its method, query, body and credentials, and resolves to the data', async () => {
  let seen: unknown;
  const baseUrl = await serve((request, response) => {
    const { method, url, headers, text } = request;
    seen = { method, url, type: headers['content-type'], authorization: headers.authorization, text };
    response.writeHead(201).end(envelope({ id: 'wh-1' }, 'CREATED'));
  });
  const client = createClient({
    baseUrl: `${baseUrl}/`,
    authorization: basicAuthorization('kéy', 'se:cret'),
  });
  const data = await client.request<{ id: string }>('POST', '/webhooks', {
    query: { name: 'a&b ü', empty: null, absent: undefined, types: ['A', 'B'], size: 5 },
    body: { url: 'https://example.com' },
  });
  expect(data).toEqual({ id: 'wh-1' });
  expect(seen).toEqual({
    method: 'POST',
    url: '/v1/webhooks?name=a%26b%20%C3%BC&types=A%2CB&size=5',
    type: 'application/json',
    authorization: `Basic ${Buffer.from('kéy:se:cret', 'utf8').toString('base64')}`,
    text: '{"url":"https://example.com"}',
  });
});

test('a request without a body has no content type', async () => {
  let type: string | undefined = 'unset';
  const baseUrl = await serve((request, response) => {
    type = request.headers['content-type'];
    response.end(envelope(null));
  });
  expect(await createClient({ baseUrl }).request('DELETE', '/webhooks/wh-1')).toBeNull();
  expect(type).toBeUndefined();
});

test('an error of the API has status, code, message and request id', async () => {
  const baseUrl = await serve((_, response) =>
    response.writeHead(404).end(envelope(null, 'MISSING_RESOURCE')),
  );
  await expect(createClient({ baseUrl }).request('GET', '/users/x')).rejects.toMatchObject({
    name: 'ClientError',
    status: 404,
    code: 'MISSING_RESOURCE',
    message: 'A message.',
    requestId: 'req-1',
  } satisfies Partial<ClientError>);
});

test.each([502, 200])('HTML from a proxy with status %i is an error too', async (status) => {
  const baseUrl = await serve((_, response) => response.writeHead(status).end('<h1>Bad gateway</h1>'));
  await expect(createClient({ baseUrl }).request('GET', '/users')).rejects.toMatchObject({
    status,
    code: 'SERVER_ERROR',
    requestId: null,
  });
});

test('a list is read page by page, and only as far as its items are used', async () => {
  const urls: string[] = [];
  const baseUrl = await serve((request, response) => {
    urls.push(request.url!);
    const cursor = new URL(request.url!, 'http://x').searchParams.get('cursor');
    const pages: Record<string, object> = {
      first: { items: [1, 2], nextCursor: 'two' },
      two: { items: [], nextCursor: 'three' },
      three: { items: [3], nextCursor: null },
    };
    response.end(envelope(pages[cursor ?? 'first']));
  });
  const client = createClient({ baseUrl });
  const all: unknown[] = [];
  for await (const item of client.list('GET /users', { query: { startDate: '2026-04-21' } })) all.push(item);
  expect(all).toEqual([1, 2, 3]);
  expect(urls).toEqual([
    '/v1/users?size=150&startDate=2026-04-21',
    '/v1/users?size=150&startDate=2026-04-21&cursor=two',
    '/v1/users?size=150&startDate=2026-04-21&cursor=three',
  ]);
  urls.length = 0;
  for await (const _ of client.list('GET /users')) break;
  expect(urls).toHaveLength(1);
});

async function serveLater(statuses: number[], headers: Record<string, string>) {
  const baseUrl = await serve((_, response) => {
    const status = statuses.shift() ?? 200;
    if (status === 200) return response.end(envelope({ items: [7], nextCursor: null }));
    response.writeHead(status, headers).end(envelope(null, 'REQUEST_LIMIT_EXCEEDED'));
  });
  return createClient({ baseUrl });
}

test('a list waits as long as the server asks, and then continues with the same page', async () => {
  const statuses = [429, 503, 429];
  const client = await serveLater(statuses, { 'retry-after': '0' });
  const all: unknown[] = [];
  for await (const item of client.list('GET /users')) all.push(item);
  expect(all).toEqual([7]);
  expect(statuses).toEqual([]);
});

test.each<Record<string, string>>([{}, { 'retry-after': 'soon' }])(
  'a list ends with the error if the server does not say when to come back: %j',
  async (headers) => {
    const client = await serveLater([429], headers);
    await expect(client.list('GET /users').next()).rejects.toMatchObject({ status: 429, retryAfter: null });
  },
);

test('a list does not ask without an end', async () => {
  const statuses = Array.from({ length: 30 }, () => 503);
  const client = await serveLater(statuses, { 'retry-after': '0' });
  await expect(client.list('GET /users').next()).rejects.toMatchObject({ status: 503, retryAfter: 0 });
  expect(statuses).toHaveLength(10);
});

test('a single call does not wait, and its error says when to come back', async () => {
  const client = await serveLater([429], { 'retry-after': '7' });
  await expect(client.call('GET /users')).rejects.toMatchObject({ status: 429, retryAfter: 7 });
});

test('an operation is called by method and path, and its parts are escaped', async () => {
  const baseUrl = await serve(({ method, url, headers, text }, response) =>
    response.end(envelope({ method, url, key: headers['idempotency-key'], text })),
  );
  const client = createClient({ baseUrl });
  const rewound = await client.call('POST /webhooks/{id}/rewind', {
    path: { id: 'wh-1/../x' },
    body: { sequence: 5 },
    headers: { 'idempotency-key': 'k' },
  });
  expect(rewound).toEqual({
    method: 'POST',
    url: '/v1/webhooks/wh-1%2F..%2Fx/rewind',
    key: 'k',
    text: '{"sequence":5}',
  });
});

test('the compiler checks the path, the query, the body and the response of a call', () => {
  const client = createClient({ baseUrl: 'http://127.0.0.1' });
  const calls = [
    () =>
      client.call('POST /webhooks', {
        body: { name: 'Loans', url: 'https://a.example', eventTypes: ['TASK_*'] },
      }),
    // @ts-expect-error: there is no such path.
    () => client.call('GET /user'),
    // @ts-expect-error: the id is missing.
    () => client.call('GET /users/{id}'),
    // @ts-expect-error: there is no such parameter.
    () => client.call('GET /events', { query: { typ: 'ACCOUNT_CONNECTED' } }),
    // @ts-expect-error: there is no such event type.
    () => client.call('POST /webhooks', { body: { name: 'a', url: 'https://a.example', eventTypes: ['A'] } }),
    // @ts-expect-error: a user has no such property.
    async () => (await client.call('GET /users/{id}', { path: { id: 'u' } })).naem,
    // @ts-expect-error: this operation returns no list.
    () => client.list('GET /users/{id}', { path: { id: 'u' } }),
  ];
  expect(calls).toHaveLength(7);
});

test('a server that does not respond in time fails the request', async () => {
  const baseUrl = await serve(() => {});
  const client = createClient({ baseUrl, timeoutMs: 50 });
  await expect(client.call('GET /users')).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('a connection that breaks off in the middle of a response is not an error of the API', async () => {
  const baseUrl = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('{"code":', () => response.destroy());
  });
  await expect(createClient({ baseUrl }).call('GET /users')).rejects.toBeInstanceOf(TypeError);
});
