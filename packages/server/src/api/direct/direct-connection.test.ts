import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { exampleBody } from '@winkwire/contract/events';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Config } from '../../config.ts';
import type { RateLimiter } from '../../limits/rate-limiter.ts';
import { countFastify } from '../../testing/direct-differential/count-fastify.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const body = JSON.stringify({ type: 'ACCOUNT_CONNECTED', data: exampleBody('ACCOUNT_CONNECTED').data });
const headers = [
  'Host: localhost',
  'Content-Type: application/json',
  `Authorization: Basic ${btoa('sandbox:a sandbox secret')}`,
];
const publication = (...more: string[]): string =>
  `${['POST /v1/events HTTP/1.1', ...headers, `Content-Length: ${body.length}`, ...more].join('\r\n')}\r\n\r\n${body}`;
const listing = `${['GET /v1/webhooks HTTP/1.1', ...headers].join('\r\n')}\r\n\r\n`;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function startWithApp(overrides: Partial<Config> = {}) {
  let app: FastifyInstance | undefined;
  const started = await startTestServer(overrides, [
    async (scope) => {
      app = scope;
    },
  ]);
  return { ...started, app: app as FastifyInstance };
}

/** A connection to the server. It keeps everything that it receives. */
class Line implements Disposable {
  readonly socket: Socket;
  received = '';

  constructor({ url }: { url: string }) {
    this.socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
    this.socket.setEncoding('latin1').on('data', (text: string) => {
      this.received += text;
    });
    this.socket.on('error', () => {});
  }

  get statuses(): string[] {
    return [...this.received.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status as string);
  }

  async responses(count: number): Promise<string[]> {
    await vi.waitFor(() => expect(this.statuses.length).toBeGreaterThanOrEqual(count), 20_000);
    return this.statuses;
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

test('requests that arrive together get their responses one after the other, without Fastify', async () => {
  using line = new Line(server);
  const handled = await countFastify(async () => {
    line.socket.write(publication().repeat(20));
    expect(await line.responses(20)).toEqual(Array(20).fill('201'));
  });
  expect(handled).toBe(0);
});

test('a request that arrives byte by byte is one request', async () => {
  using line = new Line(server);
  line.socket.setNoDelay();
  const handled = await countFastify(async () => {
    for (const byte of publication()) {
      line.socket.write(byte);
      await new Promise(setImmediate);
    }
    expect(await line.responses(1)).toEqual(['201']);
  });
  expect(handled).toBe(0);
});

test('any other request on the connection is served too, and so are the requests after it', async () => {
  using line = new Line(server);
  line.socket.write(publication() + listing + publication());
  expect(await line.responses(3)).toEqual(['201', '200', '201']);
  line.socket.write(listing);
  expect(await line.responses(4)).toEqual(['201', '200', '201', '200']);
});

test('a head whose rest comes late is read by Node', async () => {
  using line = new Line(server);
  const handled = await countFastify(async () => {
    line.socket.write(publication().slice(0, 100));
    await sleep(1500);
    line.socket.write(publication().slice(100));
    expect(await line.responses(1)).toEqual(['201']);
  });
  expect(handled).toBe(1);
});

test('a body that comes late is still read directly, and the request counts once in the rate limit', async () => {
  const { app, ...limited } = await startWithApp({ rateLimit: 100 });
  await using _ = limited;
  const take = vi.spyOn(app.gate.requests as RateLimiter, 'take');
  using line = new Line(limited);
  const handled = await countFastify(async () => {
    line.socket.write(publication().slice(0, -10));
    await sleep(1500);
    line.socket.write(publication().slice(-10));
    expect(await line.responses(1)).toEqual(['201']);
  });
  expect(handled).toBe(0);
  expect(take).toHaveBeenCalledTimes(1);
});

async function startHasty() {
  const { app, ...hasty } = await startWithApp();
  app.server.headersTimeout = 300;
  app.server.keepAliveTimeout = 100;
  return hasty;
}

test('the time that a connection may be idle does not limit how long a body may take', async () => {
  await using hasty = await startHasty();
  using line = new Line(hasty);
  for (const count of [1, 2]) {
    line.socket.write(publication().slice(0, -10));
    await sleep(1500);
    line.socket.write(publication().slice(-10));
    expect(await line.responses(count)).toEqual(Array(count).fill('201'));
  }
});

test('a connection on which nothing arrives is refused, and an idle one is closed', async () => {
  await using hasty = await startHasty();
  using silent = new Line(hasty);
  using idle = new Line(hasty);
  idle.socket.write(publication());
  await Promise.all([once(silent.socket, 'end'), once(idle.socket, 'end')]);
  expect([silent.statuses, idle.statuses]).toEqual([['504'], ['201']]);
});

describe('while the credentials are checked', () => {
  /** Makes each check of credentials wait for `release`. */
  async function startChecking() {
    const { app, ...checking } = await startWithApp();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { gate } = app;
    const key = gate.key.bind(gate);
    vi.spyOn(gate, 'trustedCallerOf').mockReturnValue(undefined);
    const check = vi.spyOn(gate, 'key').mockImplementation(async (request) => {
      await released;
      return key(request);
    });
    const { store } = checking.services;
    const events = async () => (await store.get<{ n: number }>('select count(*) as n from events'))?.n;
    return { app, checking, check, release, events };
  }

  test('a request whose head came in two pieces gets one response, however long the check takes', async () => {
    const { checking, check, release, events } = await startChecking();
    await using _ = checking;
    using line = new Line(checking);
    line.socket.write(publication().slice(0, 100));
    await sleep(300);
    line.socket.write(publication().slice(100));
    await vi.waitFor(() => expect(check).toHaveBeenCalled(), 20_000);
    await sleep(1500);
    release();
    await line.responses(1);
    line.socket.write(publication());
    expect(await line.responses(2)).toEqual(['201', '201']);
    await sleep(300);
    expect(line.statuses).toHaveLength(2);
    expect(await events()).toBe(2);
  });

  test('a large body is read after the check, without a pause', async () => {
    const { checking, check, release } = await startChecking();
    await using _ = checking;
    using line = new Line(checking);
    const padded = body + ' '.repeat(400_000);
    line.socket.write(
      publication()
        .replace(/Content-Length: \d+/, `Content-Length: ${padded.length}`)
        .replace(body, padded),
    );
    await vi.waitFor(() => expect(check).toHaveBeenCalled(), 20_000);
    const handled = await countFastify(async () => {
      release();
      expect(await line.responses(1)).toEqual(['201']);
    });
    expect(handled).toBe(0);
  });

  test('a client that goes away leaves nothing behind', async () => {
    const { app, checking, check, release } = await startChecking();
    await using _ = checking;
    const before = await openConnections(app);
    const lines = Array.from({ length: 20 }, () => new Line(checking));
    for (const line of lines) line.socket.write(publication().slice(0, -10));
    await vi.waitFor(() => expect(check).toHaveBeenCalledTimes(20), 20_000);
    for (const line of lines) line.socket.resetAndDestroy();
    await vi.waitFor(async () => expect(await openConnections(app)).toBe(before), 20_000);
    const given = vi.spyOn(app.server, 'emit');
    release();
    await sleep(1500);
    expect(given).not.toHaveBeenCalled();
    expect(await openConnections(app)).toBe(before);
  });
});

const openConnections = ({ server }: FastifyInstance): Promise<number> =>
  new Promise((resolve) => server.getConnections((_, count) => resolve(count)));

test('a client that ends its side within a request is told that the request is not complete', async () => {
  using line = new Line(server);
  line.socket.end(publication() + publication().slice(0, -10));
  await once(line.socket, 'end');
  expect(line.statuses).toEqual(['201', '400']);
});

test('a client that closes its side gets the response, and then the connection is closed', async () => {
  using line = new Line(server);
  line.socket.end(publication());
  await once(line.socket, 'end');
  expect(line.statuses).toEqual(['201']);
});

test('if a client asks to close the connection, it is closed after the response', async () => {
  using line = new Line(server);
  line.socket.write(publication('Connection: close'));
  await once(line.socket, 'end');
  expect(line.received).toMatch(/^HTTP\/1\.1 201 Created\r\n[\s\S]*Connection: close\r\n/);
});

test('wrong credentials are refused, and if the body is not there yet, the connection is closed', async () => {
  const wrong = publication().replace(/Basic \S+/, `Basic ${btoa('sandbox:wrong')}`);
  using line = new Line(server);
  line.socket.write(wrong + publication());
  expect(await line.responses(2)).toEqual(['400', '201']);
  expect(line.received).toContain('INVALID_CREDENTIALS');
  using other = new Line(server);
  other.socket.write(wrong.slice(0, -10));
  await once(other.socket, 'end');
  expect(other.statuses).toEqual(['400']);
  // The server discards the rest of the request for two seconds, then destroys the connection.
  const trickle = setInterval(() => other.socket.write('a'), 100);
  // `once` would reject, because the connection ends with an error.
  await new Promise((resolve) => other.socket.on('close', resolve));
  clearInterval(trickle);
});

test('each request on a connection has only the rights of its own credentials', async () => {
  const withHeader = (authorization: string): string =>
    publication().replace(/Authorization: .*\r/, `${authorization}\r`);
  const wrong = withHeader(`Authorization: Basic ${btoa('sandbox:wrong')}`);
  const none = withHeader('X-No-Credentials: 1');
  using line = new Line(server);
  line.socket.write([publication(), wrong, wrong, publication(), none].join(''));
  expect(await line.responses(5)).toEqual(['201', '400', '400', '201', '400']);
});

test('a client that does not read its responses is not read either', async () => {
  using line = new Line(server);
  line.socket.pause();
  // A server that kept reading would handle all requests, and keep the responses in memory.
  const requests = 20_000;
  let sent = 0;
  const chunk = publication().repeat(50);
  while (sent < requests && line.socket.write(chunk)) sent += 50;
  const { store } = server.services;
  const count = async () => (await store.get<{ n: number }>('select count(*) as n from events'))?.n;
  let before: number | undefined;
  await vi.waitFor(async () => {
    const now = await count();
    const isSteady = now === before;
    before = now;
    await sleep(300);
    expect(isSteady).toBe(true);
  }, 30_000);
  expect(before).toBeLessThan(requests);
});

test('while the server stops, idle connections are closed, and open requests get their responses', async () => {
  await using stopping = await startTestServer();
  using idle = new Line(stopping);
  using busy = new Line(stopping);
  using fresh = new Line(stopping);
  await once(fresh.socket, 'connect');
  idle.socket.write(publication());
  await idle.responses(1);
  const { store } = stopping.services;
  const publish = store.publish.bind(store);
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    store.publish = async (...work) => {
      resolve();
      await held;
      return publish(...work);
    };
  });
  busy.socket.write(publication());
  await reached;
  const closed = stopping.close();
  await once(idle.socket, 'end');
  fresh.socket.write(publication());
  release();
  await Promise.all([once(busy.socket, 'end'), once(fresh.socket, 'end')]);
  expect(fresh.statuses).toEqual(['201']);
  expect(busy.received).toMatch(/^HTTP\/1\.1 201 Created\r\n[\s\S]*Connection: close\r\n/);
  await closed;
});
