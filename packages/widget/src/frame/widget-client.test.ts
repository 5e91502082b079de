import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { OpenSession } from '@winkwire/contract/widget-api';
import { afterEach, expect, test, vi } from 'vitest';
import { Acknowledgements } from './acknowledgements.ts';
import { Outbox } from './outbox.ts';
import { WidgetClient } from './widget-client.ts';

interface Received {
  path: string;
  token: string | undefined;
  body: unknown;
}
type Outcome = { status: number; code?: string; message?: string; data?: unknown } | 'cut';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
  vi.unstubAllGlobals();
});

async function setUp(respond: (request: Received) => Outcome | Promise<Outcome>) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const seen = {
      path: request.url ?? '',
      token: request.headers.authorization,
      body: await bodyOf(request),
    };
    received.push(seen);
    const outcome = await respond(seen);
    if (outcome === 'cut') return response.destroy();
    response.writeHead(outcome.status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        code: outcome.code ?? 'OK',
        message: outcome.message ?? '',
        requestId: 'r',
        data: outcome.data,
      }),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closers.push(() => server.close().closeAllConnections());
  let expiries = 0;
  const client = new WidgetClient({
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    language: 'en',
    hostOrigin: 'https://page.example',
    onExpired: () => {
      expiries += 1;
    },
  });
  return { client, received, expiries: () => expiries };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? null : JSON.parse(text);
}

const session = (sessionToken: string) => ({
  status: 200,
  data: { sessionId: 'ws-1', sessionToken, expiresAt: '2999-01-01T00:00:00Z', callbacks: [] },
});
const expired = { status: 401, code: 'INVALID_TOKEN', data: null };

test('a request whose token has expired waits for the renewal and is repeated', async () => {
  const { client, received, expiries } = await setUp(({ path, token }) => {
    if (path === '/sessions') return session('old');
    if (path === '/sessions/renew') return session('new');
    return token === 'Bearer new' ? { status: 200, data: 'here' } : expired;
  });
  await client.open({ userToken: 'first' });
  const responses = Promise.all([client.request('providers'), client.request('sources')]);
  await expect.poll(expiries).toBe(1);
  await client.renew('second');
  expect(await responses).toEqual(['here', 'here']);
  expect(received.find(({ path }) => path === '/sessions/renew')).toMatchObject({
    token: 'Bearer old',
    body: { userToken: 'second' },
  });
  expect(expiries()).toBe(1);
});

test('if the first token has already expired, the session opens with the next one', async () => {
  const { client, received } = await setUp(({ body }) =>
    (body as { userToken: string }).userToken === 'fresh' ? session('new') : expired,
  );
  const opened = client.open({ userToken: 'stale', locale: 'es' });
  await expect.poll(() => received.length).toBe(1);
  await client.renew('fresh');
  expect((await opened).sessionToken).toBe('new');
  expect(received[1]!.body).toEqual({
    userToken: 'fresh',
    options: { locale: 'es' },
    language: 'en',
    hostOrigin: 'https://page.example',
  });
});

test('of a list of top providers that is too long for the server, the first ones are sent', async () => {
  const { client, received } = await setUp(() => session('token'));
  const topProviders = Array.from({ length: 500 }, (_, index) => `provider-${index}`);
  await client.open({ userToken: 'first', topProviders });
  await client.open({ userToken: 'first', topProviders: 'swiftlane' as unknown as string[] });
  const [list, text] = received.map(({ body }) => (body as OpenSession).options.topProviders);
  expect(list).toHaveLength(100);
  expect(list?.at(-1)).toBe('provider-99');
  expect(text).toBe('swiftlane');
});

test('a connection that is cut fails with the code NETWORK', async () => {
  const { client } = await setUp(() => 'cut');
  await expect(client.request('providers')).rejects.toMatchObject({ code: 'NETWORK' });
});

test.each([
  [413, 'TOO_LARGE'],
  [502, 'SERVER_UNAVAILABLE'],
  [504, 'SERVER_UNAVAILABLE'],
  [200, 'NETWORK'],
  [407, 'NETWORK'],
])('the page of a proxy with status %i fails with the code %s', async (status, failure) => {
  const { client } = await setUp(() => 'cut');
  expect(client.read(status, '<html>')).toEqual({ failure });
});

test('an error response fails with its code', async () => {
  const { client } = await setUp(() => ({ status: 429, code: 'REQUEST_LIMIT_EXCEEDED' }));
  await expect(client.request('accounts', { method: 'POST', body: {} })).rejects.toMatchObject({
    code: 'REQUEST_LIMIT_EXCEEDED',
  });
});

test('the console says what is wrong with the token of the page, at the opening and at the renewal', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  try {
    const message = 'The userToken is wrong. Create one with POST /v1/tokens.';
    const { client, expiries } = await setUp(() => ({ ...expired, message }));
    void client.open({ userToken: 'a.b.c' });
    await expect.poll(expiries).toBe(1);
    expect(error.mock.calls).toEqual([[`SmileLinkModal: ${message}`]]);
    await expect(client.renew('a.b.c')).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
    expect(error.mock.calls).toEqual([[`SmileLinkModal: ${message}`], [`SmileLinkModal: ${message}`]]);
  } finally {
    error.mockRestore();
  }
});

/**
 * A browser whose requests get no response until `respond` is called. It refuses more than 64 KiB of `keepalive` bodies
 * in flight.
 */
function browser() {
  let bytes = 0;
  const keptAlive: boolean[] = [];
  const { promise: responded, resolve: respond } = Promise.withResolvers<void>();
  vi.stubGlobal('fetch', async (_: string, { body, keepalive }: { body: string; keepalive: boolean }) => {
    const size = keepalive ? Buffer.byteLength(body) : 0;
    if (bytes + size > 64 * 1024) throw new TypeError('Failed to fetch');
    bytes += size;
    keptAlive.push(keepalive);
    await responded;
    bytes -= size;
    return Response.json({ code: 'OK', data: null });
  });
  const client = new WidgetClient({
    apiUrl: 'https://server.example/',
    language: 'en',
    hostOrigin: 'https://page.example',
    onExpired: () => {},
  });
  return { client, keptAlive, respond };
}

test.each(['a', 'ก'])(
  'a browser accepts any number of long requests at once, of characters such as %s',
  async (text) => {
    const { client, keptAlive, respond } = browser();
    const body = { text: text.repeat(19_000 / Buffer.byteLength(text)) };
    const requests = Array.from({ length: 5 }, () => client.sendNow('acknowledgements', body));
    respond();
    expect(await Promise.all(requests)).toEqual([null, null, null, null, null]);
    expect(keptAlive).toEqual([true, true, false, false, false]);
  },
);

test('the request that ends the session survives the page, whatever else is in flight', async () => {
  const { client, keptAlive, respond } = browser();
  const text = 'a'.repeat(19_000);
  const requests = Array.from({ length: 4 }, () => client.sendNow('acknowledgements', { text }));
  requests.push(client.sendNow('sessions/close', { text }));
  respond();
  await Promise.all(requests);
  expect(keptAlive.at(-1)).toBe(true);
});

test('a completed request makes room for others that survive the page', async () => {
  const { client, keptAlive, respond } = browser();
  respond();
  for (let index = 0; index < 5; index++) await client.sendNow('events', { text: 'a'.repeat(19_000) });
  expect(keptAlive).toEqual([true, true, true, true, true]);
});

function outboxOf(client: WidgetClient) {
  const numbered: [string, number | null][] = [];
  const rejected: string[] = [];
  const outbox = new Outbox({
    client,
    onNumbered: (callbacks) =>
      numbered.push(
        ...callbacks.map(({ eventId, sequence }) => [eventId, sequence] as [string, number | null]),
      ),
    onRejected: ({ eventId }) => rejected.push(eventId),
  });
  const record = (...ids: string[]) => {
    for (const eventId of ids) outbox.record({ eventId } as CallbackRecord);
  };
  return { outbox, numbered, rejected, record };
}

/** Numbers each event once, as the server's log does. */
function log() {
  const ids: string[] = [];
  const record = (body: unknown): Outcome => {
    const sequences = idsIn(body).map((id) => {
      if (!ids.includes(id)) ids.push(id);
      return ids.indexOf(id) + 1;
    });
    return { status: 200, data: { sequences } };
  };
  return { ids, record };
}
const idsIn = (body: unknown) =>
  (body as { events: { eventId: string }[] }).events.map(({ eventId }) => eventId);

test('callbacks of one moment go into one request, which is repeated after a failure', async () => {
  let failures = 1;
  const { record } = log();
  const { client, received } = await setUp(({ path, body }) => {
    if (path === '/sessions') return session('token');
    failures -= 1;
    return failures >= 0 ? { status: 503, code: 'SERVER_UNAVAILABLE' } : record(body);
  });
  await client.open({ userToken: 'first' });
  const outbox = outboxOf(client);
  outbox.record('et-1', 'et-2');
  await expect
    .poll(() => outbox.numbered, { timeout: 5000 })
    .toEqual([
      ['et-1', 1],
      ['et-2', 2],
    ]);
  const batch = { path: '/events', body: { events: [{ eventId: 'et-1' }, { eventId: 'et-2' }] } };
  expect(received.slice(1)).toMatchObject([batch, batch]);
});

test('an event is sent before the previous one is confirmed, together with that one', async () => {
  const { ids, record } = log();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let requests = 0;
  const { client } = await setUp(({ path, body }) => {
    if (path === '/sessions') return session('token');
    requests += 1;
    // The first request is handled only after the second one, which contains the same event again.
    return requests === 1 ? released.then(() => record(body)) : record(body);
  });
  await client.open({ userToken: 'first' });
  const outbox = outboxOf(client);
  outbox.record('et-1');
  await expect.poll(() => requests).toBe(1);
  outbox.record('et-2');
  await expect.poll(() => ids).toEqual(['et-1', 'et-2']);
  release();
  await expect.poll(() => outbox.numbered.length).toBeGreaterThanOrEqual(3);
  expect(new Map(outbox.numbered)).toEqual(
    new Map([
      ['et-1', 1],
      ['et-2', 2],
    ]),
  );
  expect(outbox.outbox.unconfirmed).toEqual([]);
});

test('an event that the server rejects does not hold back the others', async () => {
  const { ids, record } = log();
  const { client, received } = await setUp(({ path, body }) => {
    if (path === '/sessions') return session('token');
    return idsIn(body).includes('et-bad') ? { status: 400, code: 'INVALID_PARAMETERS' } : record(body);
  });
  await client.open({ userToken: 'first' });
  const outbox = outboxOf(client);
  outbox.record('et-1', 'et-2', 'et-bad', 'et-3', 'et-4');
  await expect.poll(() => ids, { timeout: 10_000 }).toEqual(['et-1', 'et-2', 'et-3', 'et-4']);
  expect(outbox.rejected).toEqual(['et-bad']);
  expect(received.length).toBeLessThan(10);
});

test('more events than the server accepts at once go in several requests', async () => {
  const sizes: number[] = [];
  const { record } = log();
  const { client } = await setUp(({ path, body }) => {
    if (path === '/sessions') return session('token');
    sizes.push(idsIn(body).length);
    return record(body);
  });
  await client.open({ userToken: 'first' });
  outboxOf(client).record(...Array.from({ length: 120 }, (_, index) => `et-${index}`));
  await expect.poll(() => sizes, { timeout: 5000 }).toEqual([50, 50, 20]);
});

test('acknowledgements are batched and repeated, and a frame that goes away sends them once', async () => {
  let failures = 1;
  const { client, received } = await setUp(({ path }) => {
    if (path === '/sessions') return session('token');
    failures -= 1;
    return failures >= 0 ? { status: 503, code: 'SERVER_UNAVAILABLE' } : { status: 200, data: null };
  });
  await client.open({ userToken: 'first' });
  const acknowledgements = new Acknowledgements(client);
  acknowledgements.add('et-1');
  acknowledgements.add('et-2');
  await expect.poll(() => received.length, { timeout: 5000 }).toBe(3);
  acknowledgements.add('et-3');
  acknowledgements.flush();
  acknowledgements.flush();
  await expect.poll(() => received.length).toBe(4);
  const first = { path: '/acknowledgements', body: { eventIds: ['et-1', 'et-2'] } };
  expect(received.slice(1, 3)).toMatchObject([first, first]);
  // The last request may also contain `et-1` and `et-2`, if their confirmation has not been read yet.
  const last = { eventIds: expect.arrayContaining(['et-3']) };
  expect(received[3]).toMatchObject({ path: '/acknowledgements', body: last, token: 'Bearer token' });
});
