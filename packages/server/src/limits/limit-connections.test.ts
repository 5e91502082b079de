import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

/** Opens connections that send half of a request. Counts those that the server has closed. */
async function halfRequests(server: TestServer, count: number) {
  const port = Number(new URL(server.url).port);
  const sockets = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Socket>((resolve) => {
          const socket = connect(port, '127.0.0.1', () => {
            socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-slow: ');
            resolve(socket);
          });
          socket.on('error', () => {});
        }),
    ),
  );
  return {
    closed: () => sockets.filter(({ closed }) => closed).length,
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

const statusFor = (server: TestServer, localAddress: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(`${server.url}/healthz`, { localAddress, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    }).on('error', reject);
  });

test('incomplete requests of one address can use only its share of the connections', async () => {
  await using server = await startTestServer({ connectionLimit: 100 });
  using half = await halfRequests(server, 260);
  await expect.poll(half.closed).toBe(160);
  expect(await statusFor(server, '127.0.0.2')).toBe(200);
  await expect(statusFor(server, '127.0.0.1')).rejects.toThrow();
});

test('a closed connection makes room for another', async () => {
  await using server = await startTestServer({ connectionLimit: 10 });
  {
    using half = await halfRequests(server, 20);
    await expect.poll(half.closed).toBe(10);
  }
  await expect.poll(() => statusFor(server, '127.0.0.1').catch(() => 0)).toBe(200);
});

test('a trusted proxy has no limit', async () => {
  await using server = await startTestServer({ connectionLimit: 10, trustProxy: ['127.0.0.1'] });
  using half = await halfRequests(server, 40);
  expect(await statusFor(server, '127.0.0.1')).toBe(200);
  expect(half.closed()).toBe(0);
});
