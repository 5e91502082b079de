import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { nodeHandler } from './node.ts';
import { createReceiver, type Receiver } from './receiver.ts';
import { connected, now, secret, signedRequest } from './testing/signed-request.ts';
import { webHandler } from './web.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
}

const maximumBytes = 2000;
const quiet = (codes: string[] = []): Receiver =>
  createReceiver({
    secrets: secret,
    now: () => now,
    onError: (error) => codes.push('code' in error ? error.code : 'HANDLER'),
  });

/** `nodeHandler` and `webHandler` must return the same responses to the same requests. */
const shims = {
  async node(receiver: Receiver) {
    const url = await listen(nodeHandler(receiver, { maximumBytes }));
    return (init: RequestInit) => fetch(url, init);
  },
  async web(receiver: Receiver) {
    const handler = webHandler(receiver, { maximumBytes });
    return (init: RequestInit) => handler(new Request('http://receiver.test/webhooks', init));
  },
};

describe.each(Object.entries(shims))('the shim for %s', (_, start) => {
  test('passes a delivery to its handlers', async () => {
    const receiver = quiet();
    const handler = vi.fn();
    receiver.on('ACCOUNT_CONNECTED', handler);
    const send = await start(receiver);
    const delivery = { method: 'POST', ...signedRequest(connected()) };
    const response = await send(delivery);
    expect([response.status, await response.json()]).toEqual([
      200,
      { message: 'Handled.', duplicate: false },
    ]);
    expect(await (await send(delivery)).json()).toMatchObject({ duplicate: true });
    expect(handler).toHaveBeenCalledTimes(1);
  });

  test('keeps the bytes as they arrived, also those outside ASCII', async () => {
    const send = await start(quiet());
    const event = { ...connected(), note: 'Señor Ñuñez 日本 🙂' };
    expect((await send({ method: 'POST', ...signedRequest(event) })).status).toBe(200);
  });

  test('refuses each wrong request with its own status', async () => {
    const codes: string[] = [];
    const send = await start(quiet(codes));
    const { headers, body } = signedRequest(connected());
    const statuses = [
      await send({ method: 'GET', headers }),
      await send({ method: 'POST', headers: { ...headers, 'content-type': 'text/plain' }, body }),
      await send({ method: 'POST', headers, body: body.padEnd(maximumBytes + 1) }),
      await send({ method: 'POST', headers, body: `${body} ` }),
      await send({ method: 'POST', headers: { 'content-type': 'application/json' }, body }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([405, 415, 413, 401, 401]);
    expect(codes).toEqual([
      'WRONG_METHOD',
      'WRONG_CONTENT_TYPE',
      'BODY_TOO_LARGE',
      'WRONG_SIGNATURE',
      'MISSING_SIGNATURE',
    ]);
  });

  test('names the method it accepts, and accepts a content type with a charset', async () => {
    const send = await start(quiet());
    expect((await send({ method: 'DELETE' })).headers.get('allow')).toBe('POST');
    const { headers, body } = signedRequest(connected());
    const withCharset = { ...headers, 'content-type': 'application/json; charset=utf-8' };
    expect((await send({ method: 'POST', headers: withCharset, body })).status).toBe(200);
  });

  test('responds with 500 when a handler fails, and does not say why', async () => {
    const receiver = quiet();
    receiver.on('*', () => Promise.reject(new Error('password of the database is hunter2')));
    const send = await start(receiver);
    const response = await send({ method: 'POST', ...signedRequest(connected()) });
    expect([response.status, await response.text()]).toEqual([
      500,
      '{"message":"Handling the event failed.","duplicate":false}',
    ]);
  });
});

describe('Node', () => {
  test('a body that grows beyond the limit without announcing its length is refused', async () => {
    const url = await listen(nodeHandler(quiet(), { maximumBytes }));
    const { headers } = signedRequest(connected());
    const outgoing = request(url, { method: 'POST', headers });
    outgoing.on('error', () => undefined);
    for (let sent = 0; sent <= maximumBytes; sent += 500) outgoing.write(' '.repeat(500));
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers.connection]).toEqual([413, 'close']);
    outgoing.destroy();
  });

  test('a sender that closes the connection half-way does not end the process', async () => {
    const codes: string[] = [];
    const url = new URL(await listen(nodeHandler(quiet(codes))));
    const socket = connect(Number(url.port), url.hostname);
    socket.write(
      'POST /webhooks HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
      () => socket.destroy(),
    );
    await vi.waitFor(() => expect(codes).toEqual(['BODY_INCOMPLETE']));
  });

  test.each(['utf8', 'latin1', 'base64'] as const)(
    'a body is read from a request whose encoding was set to %s',
    async (encoding) => {
      const handler = nodeHandler(quiet());
      const url = await listen((incoming, response) => handler(incoming.setEncoding(encoding), response));
      const event = { ...connected(), note: 'Señor Ñuñez 日本 🙂' };
      const delivery = signedRequest(event);
      expect((await fetch(url, { method: 'POST', ...delivery })).status).toBe(200);
    },
  );

  test('an object that only looks like a request, with a parsed body, is a mistake in the setup', async () => {
    const codes: string[] = [];
    const { headers, body } = signedRequest(connected());
    const response = { writeHead: () => response, end: () => undefined };
    await nodeHandler(quiet(codes))(
      { method: 'POST', headers, body: JSON.parse(body) } as never,
      response as never,
    );
    expect(codes).toEqual(['BODY_ALREADY_PARSED']);
  });

  test('a signature is found in a header that is sent twice', async () => {
    const url = await listen(nodeHandler(quiet()));
    const delivery = signedRequest(connected());
    const twice = (name: string, other: string) => [delivery.headers[name]!, other];
    const outgoing = request(url, {
      method: 'POST',
      headers: {
        ...delivery.headers,
        'webhook-signature': twice('webhook-signature', 'v1,other='),
        'smile-signature': twice('smile-signature', 'other'),
      },
    });
    outgoing.end(delivery.body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    response.resume();
  });

  /** Changes a request as a body parser of Express does: the stream has been read, and `body` contains the result. */
  const afterParser =
    (parse: (bytes: Buffer) => object, next: ReturnType<typeof nodeHandler>) =>
    async (incoming: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      await next(Object.assign(incoming, parse(Buffer.concat(chunks))), response);
    };

  test.each([
    ['in body', (body: Buffer) => ({ body })],
    ['in rawBody', (rawBody: Buffer) => ({ body: JSON.parse(String(rawBody)), rawBody })],
  ])('bytes that a body parser left %s are used', async (_, parse) => {
    const url = await listen(afterParser(parse, nodeHandler(quiet())));
    expect((await fetch(url, { method: 'POST', ...signedRequest(connected()) })).status).toBe(200);
  });

  test('a body that was parsed before is reported as a mistake in the setup', async () => {
    const url = await listen(
      afterParser((bytes) => ({ body: JSON.parse(String(bytes)) }), nodeHandler(quiet())),
    );
    const response = await fetch(url, { method: 'POST', ...signedRequest(connected()) });
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining('mount this handler before any body parser'),
    ]);
  });
});

/** An adapter may pass on an object that only looks like a request. */
const handle = {
  async nodeHandler(receiver: Receiver, request: object): Promise<number> {
    const response = { writeHead: vi.fn(() => response), end: vi.fn() };
    await nodeHandler(receiver)(request as never, response as never);
    expect(response.end).toHaveBeenCalledOnce();
    return (response.writeHead.mock.calls as unknown[][])[0]![0] as number;
  },
  webHandler: async (receiver: Receiver, request: object): Promise<number> =>
    (await webHandler(receiver)(request as never)).status,
};

describe.each(Object.entries(handle))('%s', (_, send) => {
  test.each([
    ['are a list', [{ name: 'content-type', value: 'application/json' }]],
    ['are lists of objects', { 'content-type': [{ key: 'Content-Type', value: 'application/json' }] }],
    ['are missing', undefined],
  ])('refuses a request whose headers %s', async (_, headers) => {
    const codes: string[] = [];
    expect(await send(quiet(codes), { method: 'POST', headers, body: null })).toBe(500);
    expect(codes).toEqual(['UNREADABLE_REQUEST']);
  });
});

test('the web shim reports a body that was read before', async () => {
  const incoming = new Request('http://receiver.test/', { method: 'POST', ...signedRequest(connected()) });
  await incoming.text();
  expect((await webHandler(quiet())(incoming)).status).toBe(500);
});

test('the web shim reports a body that other code is reading', async () => {
  const codes: string[] = [];
  const incoming = new Request('http://receiver.test/', { method: 'POST', ...signedRequest(connected()) });
  incoming.body!.getReader();
  expect((await webHandler(quiet(codes))(incoming)).status).toBe(500);
  expect(codes).toEqual(['BODY_ALREADY_PARSED']);
});

test('the web shim reads a stream of texts', async () => {
  const { headers, body } = signedRequest(connected());
  const incoming = new Request('http://receiver.test/', { method: 'POST', headers, body: 'replaced' });
  Object.defineProperty(incoming, 'body', { value: ReadableStream.from([body.slice(0, 9), body.slice(9)]) });
  expect((await webHandler(quiet())(incoming)).status).toBe(200);
});

test('the error of a body that breaks off names its cause', async () => {
  const causes: unknown[] = [];
  const receiver = createReceiver({ secrets: secret, onError: ({ cause }) => causes.push(cause) });
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
  const { headers } = signedRequest(connected());
  const init = { method: 'POST', headers, body: broken, duplex: 'half' as const };
  expect((await webHandler(receiver)(new Request('http://receiver.test/', init))).status).toBe(400);
  expect(causes).toMatchObject([{ message: 'reset' }]);
});
