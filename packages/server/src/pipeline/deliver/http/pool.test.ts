import { type AddressInfo, connect, createServer, Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { AttemptResponse } from '../../model/attempt-outcome.ts';
import { HttpExchange } from './http-exchange.ts';
import { Pool } from './pool.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const each of open.splice(0)) each.close();
});

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** `respond` handles the `n`th request of a connection. */
async function poolTo(respond: (socket: Socket, n: number) => void) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    let n = 0;
    socket.on('data', () => respond(socket, ++n));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const pool = new Pool(
    () =>
      new Promise((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => resolve(socket)).on('error', reject);
      }),
  );
  open.push({
    close() {
      pool.destroy();
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  const send = (text = 'POST / HTTP/1.1\r\n\r\n'): Promise<AttemptResponse> =>
    new Promise((resolve) => pool.send(text, 'latin1', new HttpExchange(5000, resolve)));
  return { pool, send, sockets };
}

test('one connection carries one request after the other', async () => {
  const { send, sockets } = await poolTo((socket) => void socket.write(ok));
  for (let n = 0; n < 5; n++) expect(await send()).toMatchObject({ status: 200, body: 'ok' });
  expect(sockets).toHaveLength(1);
});

test('concurrent requests have a connection each', async () => {
  const { send, sockets } = await poolTo((socket) => void setTimeout(() => socket.write(ok), 20));
  await Promise.all([send(), send(), send()]);
  expect(sockets).toHaveLength(3);
});

test('a connection that the receiver closed while it was idle is not used again', async () => {
  const { send, sockets } = await poolTo((socket) => void socket.write(ok));
  await send();
  const closed = new Promise((resolve) => sockets[0]!.once('close', resolve));
  sockets[0]!.end();
  await closed;
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await send()).toMatchObject({ status: 200, error: null });
  expect(sockets).toHaveLength(2);
});

test('a request that was lost with an idle connection is reported as lost, and not repeated automatically', async () => {
  let requests = 0;
  const { send } = await poolTo((socket, n) => {
    requests++;
    if (n === 1) socket.write(ok);
    else socket.resetAndDestroy();
  });
  expect(await send()).toMatchObject({ status: 200 });
  expect(await send()).toMatchObject({ status: null, error: 'CONNECTION_LOST' });
  expect(requests).toBe(2);
  expect(await send()).toMatchObject({ status: 200 });
});

test('a receiver that closes after each response without notice loses at most three requests a minute', async () => {
  const { send } = await poolTo((socket) => void socket.end(ok));
  const realNow = performance.now.bind(performance);
  let shift = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => realNow() + shift);
  const lostOf = async (requests: number): Promise<number> => {
    let lost = 0;
    for (let n = 0; n < requests; n++) if ((await send()).error === 'CONNECTION_LOST') lost++;
    return lost;
  };
  expect(await lostOf(30)).toBeLessThanOrEqual(3);
  expect(await lostOf(30)).toBe(0);
  shift = 61_000;
  expect(await lostOf(30)).toBeLessThanOrEqual(3);
});

test('a receiver that sometimes keeps a connection open remains trusted', async () => {
  const { send, sockets } = await poolTo((socket, n) => {
    const lasts = sockets.indexOf(socket) % 2 === 0 ? 2 : 1;
    if (n <= lasts) socket.write(ok);
    else socket.resetAndDestroy();
  });
  for (let n = 0; n < 30; n++) await send();
  expect(sockets).toHaveLength(12);
});

test('an idle connection on which bytes arrive is closed', async () => {
  const { send, sockets } = await poolTo((socket) => void socket.write(ok));
  await send();
  const closed = new Promise((resolve) => sockets[0]!.once('close', resolve));
  sockets[0]!.write('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n');
  await closed;
  expect(await send()).toMatchObject({ status: 200 });
  expect(sockets).toHaveLength(2);
});

test('bytes that arrive before a request are never taken for its response', async () => {
  const { send, sockets } = await poolTo((socket, n) => {
    socket.write(n === 1 && sockets.length === 1 ? `${ok}HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n` : ok);
  });
  expect(await send()).toMatchObject({ status: 200 });
  expect(await send()).toMatchObject({ status: 200 });
  expect(sockets).toHaveLength(2);
});

test('after a response that came before the request was written, the connection is not used again', async () => {
  const { send, sockets } = await poolTo((socket, n) => {
    if (n > 1) return;
    socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n');
    socket.pause();
  });
  const large = `POST / HTTP/1.1\r\nContent-Length: 80000000\r\n\r\n${'x'.repeat(80_000_000)}`;
  expect(await send(large)).toMatchObject({ status: 413 });
  await send();
  expect(sockets).toHaveLength(2);
});

test('a connection is not used beyond the time that its receiver announced', async () => {
  const { send, sockets } = await poolTo(
    (socket) => void socket.write('HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 0\r\n\r\n'),
  );
  await send();
  await send();
  expect(sockets).toHaveLength(2);
});

test('a connection in constant use is replaced after an hour, because its address and certificate may have changed', async () => {
  const { send, sockets } = await poolTo((socket) => void socket.write(ok));
  const realNow = performance.now.bind(performance);
  let seconds = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => realNow() + seconds * 1000);
  for (; seconds < 3590; seconds += 2) await send();
  expect(sockets).toHaveLength(1);
  for (; seconds < 3610; seconds += 2) await send();
  expect(sockets).toHaveLength(2);
});

test('a closed pool completes requests in flight and keeps no connection', async () => {
  const { pool, send, sockets } = await poolTo((socket) => void setTimeout(() => socket.write(ok), 30));
  const response = send();
  await expect.poll(() => sockets.length).toBe(1);
  pool.close();
  expect(await response).toMatchObject({ status: 200 });
  await expect.poll(() => sockets[0]!.destroyed || sockets[0]!.readableEnded).toBe(true);
});

test.each([
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'TLS_FAILED'],
  // Not TIMEOUT, because no request was sent.
  ['ETIMEDOUT', 'CONNECT_TIMEOUT'],
])('a connection that failed with %s before it was used is reported as %s', async (code, error) => {
  const failure = Object.assign(new Error('It failed.'), { code });
  const pool = new Pool(async () => {
    const socket = new Socket().on('error', () => {});
    socket.destroy(failure);
    await new Promise((resolve) => setImmediate(resolve));
    return socket;
  });
  const response = await new Promise<AttemptResponse>((resolve) =>
    pool.send('POST / HTTP/1.1\r\n\r\n', 'latin1', new HttpExchange(5000, resolve)),
  );
  expect(response).toMatchObject({ status: null, error });
});

test('a receiver that closes a connection at the announced time, or later, remains trusted', async () => {
  const brief = ok.replace('Content', 'Keep-Alive: timeout=1\r\nContent');
  let response = brief;
  const { send, sockets } = await poolTo((socket) => void socket.write(response));
  for (let n = 0; n < 3; n++) {
    await send();
    const closed = new Promise((resolve) => sockets[n]!.once('close', resolve));
    sockets[n]!.end();
    await closed;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  response = ok;
  await send();
  await send();
  expect(sockets).toHaveLength(4);
});

test('a destroyed pool sends no request that waits for a connection', async () => {
  let requests = 0;
  const { pool, send } = await poolTo((socket) => {
    requests++;
    socket.write(ok);
  });
  const response = send();
  pool.destroy();
  expect(await response).toMatchObject({ status: null });
  expect(requests).toBe(0);
});
