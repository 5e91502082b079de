import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { HttpExchange, Pool, requestText } from '@winkwire/server/pipeline/deliver/http/http-client';
import { type Dispatcher, Pool as UndiciPool } from 'undici';

/*
 * `npm run clients -w bench` measures the processor time of one POST with three clients: ours, undici's `dispatch` and
 * undici's `request`.
 */
const concurrency = 64;
const count = 6000;
const rounds = 7;
const body = JSON.stringify({ id: 'et-1', data: 'x'.repeat(400) });
const headers = ['content-type', 'application/json', 'smile-signature', 'a'.repeat(44), 'webhook-id', 'et-1'];

function receive(): void {
  const response = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok';
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => {});
    // Each chunk is a whole request, because a request is smaller than a packet on loopback.
    socket.on('data', () => socket.write(response));
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

async function measure(): Promise<void> {
  const receiver = fork(import.meta.filename, ['receiver']);
  const [port] = (await once(receiver, 'message')) as [number];
  const clients = {
    'our client': ourClient(port),
    'undici, dispatch': dispatching(port),
    'undici, request': requesting(port),
  };
  const least: Record<string, number> = {};
  for (let round = 0; round <= rounds; round++) {
    for (const [name, send] of Object.entries(clients)) {
      const spent = await microsecondsOf(send);
      // The first round warms up.
      if (round > 0) least[name] = Math.min(least[name] ?? Number.POSITIVE_INFINITY, spent);
    }
  }
  for (const [name, spent] of Object.entries(least)) console.log(`${name.padEnd(18)} ${spent.toFixed(1)} µs`);
  receiver.kill();
  process.exit();
}

async function microsecondsOf(send: () => Promise<unknown>): Promise<number> {
  let left = count;
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left-- > 0) await send();
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

function ourClient(port: number): () => Promise<unknown> {
  const pool = new Pool(
    () =>
      new Promise((resolve, reject) => {
        const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket)).on(
          'error',
          reject,
        );
      }),
  );
  const endpoint = { origin: `http://127.0.0.1:${port}`, path: '/' };
  return () =>
    new Promise((resolve) => {
      const { text, encoding } = requestText(endpoint, headers, body);
      pool.send(text, encoding, new HttpExchange(10_000, resolve));
    });
}

const newUndici = (port: number) =>
  new UndiciPool(`http://127.0.0.1:${port}`, { connections: concurrency, pipelining: 1, allowH2: false });

function dispatching(port: number): () => Promise<unknown> {
  const pool = newUndici(port);
  return () =>
    new Promise<void>((resolve, reject) => {
      const handler: Dispatcher.DispatchHandler = {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData() {},
        onResponseEnd: () => resolve(),
        onResponseError: (_, error) => reject(error),
      };
      pool.dispatch({ path: '/', method: 'POST', headers, body }, handler);
    });
}

function requesting(port: number): () => Promise<unknown> {
  const pool = newUndici(port);
  return async () => {
    const response = await pool.request({ path: '/', method: 'POST', headers, body });
    return response.body.text();
  };
}

if (process.argv[2] === 'receiver') receive();
else await measure();
