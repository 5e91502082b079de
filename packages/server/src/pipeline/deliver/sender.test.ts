import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { AttemptResponse } from '../model/attempt-outcome.ts';
import { anyDelivery, endpointAt, loopback } from '../testing/send-once.ts';
import { Sender } from './sender.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

function newSender(): Sender {
  const sender = new Sender({ guard: loopback, egress: {} });
  open.push({ close: () => void sender.close() });
  return sender;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => server.close() });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const raw = (speak: (socket: Socket) => void): Promise<string> =>
  listen(
    createServer((socket) => {
      open.push({ close: () => socket.destroy() });
      socket.on('error', () => {});
      socket.once('data', () => speak(socket));
    }),
  );

const http = (listener: RequestListener): Promise<string> => listen(createHttpServer(listener));

const send = (address: string, timeoutMs = 5000, sender = newSender()): Promise<AttemptResponse> =>
  new Promise((resolve) => sender.send(endpointAt(address, { timeoutMs }), anyDelivery, resolve));

test('a response is kept with its status, its body and some headers', async () => {
  const url = await http((_, response) => {
    response.writeHead(201, { 'content-type': 'text/plain', 'set-cookie': 'secret=1' }).end('thanks');
  });
  const response = await send(url);
  expect(response).toMatchObject({ status: 201, error: null, body: 'thanks' });
  expect(JSON.parse(response.headers!)).toMatchObject({ 'content-type': 'text/plain' });
  expect(response.headers).not.toContain('secret');
});

test('a redirect is refused, and its target gets no request', async () => {
  let requests = 0;
  const target = await http((_, response) => {
    requests++;
    response.end();
  });
  const url = await http((_, response) => void response.writeHead(307, { location: target }).end());
  expect(await send(url)).toMatchObject({ status: 307, error: 'REDIRECT_REFUSED' });
  expect(requests).toBe(0);
});

test('an attempt ends with a timeout if the receiver never responds', async () => {
  expect(await send(await raw(() => {}), 600)).toMatchObject({ status: null, error: 'TIMEOUT' });
});

test('a receiver that sends its headers slowly is cut off', async () => {
  const url = await raw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write('x-drip: 1\r\n'), 50);
    socket.on('close', () => clearInterval(timer));
  });
  expect(await send(url, 600)).toMatchObject({ status: null, error: 'TIMEOUT' });
});

test('a response counts even if its body arrives slowly, and its request does not stay in flight', async () => {
  const sender = newSender();
  const url = await raw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n');
    const timer = setInterval(() => socket.write('x'), 50);
    socket.on('close', () => clearInterval(timer));
  });
  expect(await send(url, 600, sender)).toMatchObject({ status: 200, error: null });
  expect(sender.inFlight).toBe(0);
});

test('a response counts even if the receiver resets the connection within the body', async () => {
  const url = await raw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nthe beginning', () =>
      setTimeout(() => socket.resetAndDestroy(), 50),
    );
  });
  expect(await send(url)).toMatchObject({ status: 200, error: null, body: 'the beginning' });
});

test('a large request that the receiver stops reading ends with a timeout, and its connection is closed', async () => {
  const sender = newSender();
  const accepted = Promise.withResolvers<Socket>();
  const url = await raw((socket) => accepted.resolve(socket.pause()));
  const delivery = { ...anyDelivery, body: JSON.stringify('x'.repeat(10_000_000)) };
  const response = await new Promise<AttemptResponse>((resolve) =>
    sender.send(endpointAt(url, { timeoutMs: 3000 }), delivery, resolve),
  );
  expect(response).toMatchObject({ status: null, error: 'TIMEOUT' });
  expect(sender.inFlight).toBe(0);
  // The receiver notices that the connection was closed only when it reads on.
  const socket = await accepted.promise;
  const closed = once(socket, 'close');
  socket.resume();
  await closed;
});

test('the beginning of an endless body is kept, and the connection is closed', async () => {
  let closed = false;
  const url = await raw((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const timer = setInterval(() => socket.write(chunk), 1);
    socket.on('close', () => {
      closed = true;
      clearInterval(timer);
    });
  });
  const response = await send(url);
  expect(response.status).toBe(200);
  expect(response.body).toHaveLength(16 * 1024);
  await expect.poll(() => closed).toBe(true);
});

test('a gzip bomb is decompressed no further than the part that is kept', async () => {
  const bomb = gzipSync(Buffer.alloc(12 * 1024 * 1024, 'x'));
  expect(bomb.length).toBeLessThan(16 * 1024);
  const url = await http(
    (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  );
  expect((await send(url)).body).toHaveLength(16 * 1024);
});

test('a broken compressed body is not a failure', async () => {
  const url = await http(
    (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
  );
  expect(await send(url)).toMatchObject({ status: 200, error: null });
});

test.each([
  ['resets the connection', (socket: Socket) => void socket.resetAndDestroy(), 'CONNECTION_LOST'],
  ['closes the connection without a response', (socket: Socket) => void socket.end(), 'CONNECTION_LOST'],
  [
    'closes the connection within the headers',
    (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nA: b'),
    'CONNECTION_LOST',
  ],
  [
    'does not speak HTTP',
    (socket: Socket) => void socket.end('220 mail.example ESMTP\r\n'),
    'PROTOCOL_ERROR',
  ],
  [
    'sends endless headers',
    (socket: Socket) => void socket.write(`HTTP/1.1 200 OK\r\n${'x-long: y\r\n'.repeat(5000)}`),
    'PROTOCOL_ERROR',
  ],
])('an attempt at a receiver that %s fails with the matching error', async (_, speak, error) => {
  expect(await send(await raw(speak))).toMatchObject({ status: null, error });
});

test('a refused port, a closed port, an unknown name, missing TLS and a private address fail with the matching error', async () => {
  expect(await send('http://127.0.0.1:9/')).toMatchObject({ error: 'ADDRESS_REFUSED' });
  const closed = await http(() => {});
  for (const each of open.splice(0)) each.close();
  expect(await send(closed)).toMatchObject({ status: null, error: 'CONNECT_FAILED' });
  expect(await send('https://no-such-name.invalid/')).toMatchObject({ status: null, error: 'DNS_FAILED' });
  const plain = (await http((_, response) => void response.end())).replace('http:', 'https:');
  expect(await send(plain)).toMatchObject({ status: null, error: 'TLS_FAILED' });
  expect(await send('https://10.0.0.1/')).toMatchObject({ status: null, error: 'ADDRESS_REFUSED' });
});

test('a 1xx response is not the final response', async () => {
  const url = await raw((socket) => {
    socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n');
  });
  expect(await send(url)).toMatchObject({ status: 204, error: null, body: null });
});

test('a connection is reused for later requests', async () => {
  let connections = 0;
  const server = createHttpServer((_, response) => void response.end('ok'));
  server.on('connection', () => connections++);
  const url = await listen(server);
  const sender = newSender();
  for (let n = 0; n < 5; n++) {
    await send(url, 600, sender);
  }
  expect(connections).toBe(1);
});
