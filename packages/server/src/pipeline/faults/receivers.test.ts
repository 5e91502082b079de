import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { createDeflate, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { Sender } from '../deliver/sender.ts';
import { endpointAt, sendOnce } from '../testing/send-once.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startReceiver } from '../testing/start-receiver.ts';

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** Calls `speak` when the first bytes of a connection have arrived. Returns the URL. */
async function speaking(speak: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('data', () => speak(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

function repeat(socket: Socket, milliseconds: number, say: () => void): void {
  const timer = setInterval(say, milliseconds);
  socket.on('close', () => clearInterval(timer));
}

const head = 'HTTP/1.1 200 OK\r\n';

test('a receiver that sends one byte at a time is cut off at the deadline, and its status counts', async () => {
  const url = await speaking((socket) => {
    socket.write(`${head}Content-Length: 1000\r\n\r\n`);
    repeat(socket, 100, () => socket.write('x'));
  });
  const response = await sendOnce(endpointAt(url, { timeoutMs: 500 }));
  expect(response).toMatchObject({ status: 200, error: null });
  expect(response.durationMs).toBeLessThan(3000);
});

test('only 16 KiB of a response of 100 MB are read', async () => {
  let sent = 0;
  const url = await speaking((socket) => {
    socket.write(`${head}Content-Length: 104857600\r\n\r\n`);
    const chunk = Buffer.alloc(256 * 1024, 'x');
    const more = (): void => {
      while (sent < 104_857_600 && !socket.destroyed && socket.write(chunk)) sent += chunk.length;
    };
    socket.on('drain', more);
    more();
  });
  const response = await sendOnce(endpointAt(url, { timeoutMs: 5000 }));
  expect(response).toMatchObject({ status: 200, error: null });
  expect(response.body).toHaveLength(16 * 1024);
  expect(sent).toBeLessThan(20 * 1024 * 1024);
});

test('only 16 KiB of a gzip body that unpacks to 16 MB are unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(16 * 1024 * 1024, 'x'), { level: 9 });
  const url = await speaking((socket) => {
    socket.write(`${head}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
    socket.end(bomb);
  });
  const before = process.memoryUsage().rss;
  expect((await sendOnce(endpointAt(url))).body).toHaveLength(16 * 1024);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
});

test('only the beginning of an endless compressed body is kept', async () => {
  const url = await speaking((socket) => {
    socket.write(`${head}Content-Encoding: deflate\r\nConnection: close\r\n\r\n`);
    const deflate = createDeflate({ level: 0 });
    deflate.pipe(socket);
    repeat(socket, 1, () => deflate.write(Buffer.alloc(65_536, 'y')));
    socket.on('close', () => deflate.destroy());
  });
  const response = await sendOnce(endpointAt(url, { timeoutMs: 5000 }));
  expect(response.status).toBe(200);
  expect(response.body!.length).toBeGreaterThan(8 * 1024);
});

test('a response counts even if the receiver half-closes the connection after it', async () => {
  const url = await speaking((socket) => void socket.end(`${head}Content-Length: 2\r\n\r\nok`));
  expect(await sendOnce(endpointAt(url))).toMatchObject({ status: 200, body: 'ok' });
});

test('an attempt fails at once if the receiver half-closes the connection without a response', async () => {
  const url = await speaking((socket) => void socket.end());
  const response = await sendOnce(endpointAt(url, { timeoutMs: 5000 }));
  expect(response).toMatchObject({ status: null, error: 'CONNECTION_LOST' });
  expect(response.durationMs).toBeLessThan(2000);
});

test('a response counts once its headers have arrived, even if nothing follows', async () => {
  const url = await speaking((socket) => void socket.write(`${head}Content-Length: 5\r\n\r\n`));
  expect(await sendOnce(endpointAt(url, { timeoutMs: 500 }))).toMatchObject({ status: 200, body: null });
});

test('endless 1xx responses are a protocol error', async () => {
  const url = await speaking((socket) =>
    repeat(socket, 10, () => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n')),
  );
  expect(await sendOnce(endpointAt(url, { timeoutMs: 5000 }))).toMatchObject({
    status: null,
    error: 'PROTOCOL_ERROR',
  });
});

test.each([
  ['an unexpected 100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'],
  [
    '101 to an unrequested protocol',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
  ],
  ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n'],
  ['HTTP/2, which was not requested', 'HTTP/2 200\r\n\r\n'],
  ['two lengths that differ', `${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`],
  ['a length that is not a number', `${head}Content-Length: many\r\n\r\nab`],
  ['a malformed chunk', `HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ['NUL bytes', '\0\0\0\0\0\0\0\0'],
  ['binary noise', Buffer.from(Array.from({ length: 512 }, (_, n) => (n * 131) % 256)).toString('latin1')],
])('an attempt fails if the receiver responds with %s', async (_, text) => {
  const url = await speaking((socket) => void socket.end(Buffer.from(text, 'latin1')));
  const response = await sendOnce(endpointAt(url, { timeoutMs: 800 }));
  expect(response.status === null || response.status >= 300).toBe(true);
  expect(response.error !== null || response.status! >= 300).toBe(true);
});

test('204 with a body is a success, and the bytes that follow are not taken for a response', async () => {
  const url = await speaking((socket) => {
    socket.write('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello');
    socket.on('data', () => socket.write('HTTP/1.1 204 No Content\r\n\r\n'));
  });
  const sender = new Sender({ guard: { allow: ['127.0.0.0/8'], http: 'loopback' }, egress: {} });
  expect(await sendOnce(endpointAt(url), { sender })).toMatchObject({ status: 204, error: null });
  const next = await sendOnce(endpointAt(url), { sender });
  expect(next.status === 204 || next.error !== null).toBe(true);
  await sender.close();
});

test('a response with NUL bytes and broken UTF-8 is stored in a form that both databases accept', async () => {
  const url = await speaking((socket) =>
    socket.end(
      Buffer.concat([Buffer.from(`${head}Content-Length: 4\r\n\r\n`), Buffer.from([0, 0xff, 0xc3, 0x61])]),
    ),
  );
  const { body } = await sendOnce(endpointAt(url));
  expect(body).not.toContain('\0');
  expect(body).toContain('a');
});

describe('what a receiver requests', () => {
  test.each([
    ['seconds', 429, () => '2'],
    ['a date', 503, () => new Date(Date.now() + 3000).toUTCString()],
  ])('Retry-After in %s holds everything that is sent to the endpoint', async (_, status, delay) => {
    await using receiver = await startReceiver();
    await using delivering = await startDelivering();
    receiver.behave((_received, response) => {
      const first = receiver.received.length === 1;
      if (first) response.writeHead(status, { 'retry-after': delay() }).end();
      else response.end();
    });
    await delivering.webhook(receiver.url, { delivery: { retryDelays: [1] } });
    await delivering.append({});
    await receiver.count(1);
    await delivering.append({ sourceId: 'another' });
    const [first, second] = await receiver.count(3);
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(1700);
  });

  test('410 disables the endpoint at once: nothing more is sent, and nothing is lost', async () => {
    await using receiver = await startReceiver();
    await using delivering = await startDelivering();
    receiver.behave((_, response) => void response.writeHead(410).end());
    await delivering.webhook(receiver.url);
    await delivering.append({});
    await receiver.count(1);
    const { store } = delivering.services;
    await expect.poll(() => store.get('select active from webhooks')).toEqual({ active: 0 });
    await using other = await startReceiver();
    const otherId = await delivering.webhook(other.url);
    await delivering.append({}, {});
    // If the first endpoint still got deliveries, they would arrive during this wait.
    await other.count(2);
    expect(receiver.received).toHaveLength(1);
    const kept = `select count(*) as kept from deliveries where state <> 'delivered' and webhook_id <> $1`;
    expect(await store.get(kept, [otherId])).toEqual({ kept: 3 });
  });

  test.each([301, 302, 303, 307, 308])('a redirect by %d is a failure like any other', async (status) => {
    await using receiver = await startReceiver();
    receiver.behave((_, response) => void response.writeHead(status, { location: '/elsewhere' }).end());
    expect(await sendOnce(endpointAt(receiver.url))).toMatchObject({ status, error: 'REDIRECT_REFUSED' });
    expect(receiver.received).toHaveLength(1);
  });
});
