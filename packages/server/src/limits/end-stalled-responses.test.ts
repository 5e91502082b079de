import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestServer } from '../testing/test-server.ts';
import { endStalledResponses } from './end-stalled-responses.ts';

const large = Buffer.alloc(64 * 1024 * 1024);
const requestOf = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

let app: FastifyInstance;
let poll: PromiseWithResolvers<string>;
let connections: Socket[];
const clients: Socket[] = [];

beforeEach(async () => {
  app = Fastify();
  endStalledResponses(app, 200);
  poll = Promise.withResolvers();
  connections = [];
  app.server.on('connection', (socket) => connections.push(socket));
  app.get('/large', (_, reply) => reply.send(large));
  app.get('/small', () => 'small');
  app.get('/poll', () => poll.promise);
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  for (const socket of clients.splice(0)) socket.destroy();
  await app.close();
});

/** Sends requests for these paths at once. The responses are not read. */
async function send(...paths: string[]): Promise<Socket> {
  const client = connect({ port: (app.server.address() as AddressInfo).port, host: '127.0.0.1' });
  clients.push(client.on('error', () => {}).pause());
  await once(client, 'connect');
  client.write(paths.map(requestOf).join(''));
  return client;
}

test('a response that nobody reads is ended, and a long poll that began before it is not', async () => {
  const polling = await send('/poll');
  await expect.poll(() => connections.length).toBe(1);
  await send('/large');
  await expect.poll(() => connections.map(({ destroyed }) => destroyed)).toEqual([false, true]);
  poll.resolve('polled');
  const [received] = await once(polling.resume(), 'data');
  expect(String(received)).toContain('polled');
});

test('responses that wait behind one that nobody reads are ended with it', async () => {
  await send('/small', '/large', '/small');
  await expect.poll(() => connections[0]?.destroyed).toBe(true);
});

test('an idle connection stays open for as long as Node says, and a long poll on it has no limit', async () => {
  const client = await send('/small');
  await once(client.resume(), 'data');
  const { keepAliveTimeout, keepAliveTimeoutBuffer = 0 } = app.server;
  await expect.poll(() => connections[0]?.timeout).toBe(keepAliveTimeout + keepAliveTimeoutBuffer);
  client.write(requestOf('/small') + requestOf('/poll'));
  await expect.poll(() => connections[0]?.timeout).toBe(0);
});

test('each response of the server has the limit', async () => {
  let connection: Socket | undefined;
  await using server = await startTestServer({}, [
    async (scope) => {
      scope.server.on('connection', (socket) => {
        connection = socket;
      });
      scope.get('/large', (_, reply) => reply.send(large));
    },
  ]);
  const client = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1' });
  clients.push(client.pause());
  client.write(requestOf('/large'));
  await expect.poll(() => connection?.timeout).toBe(30_000);
  client.destroy();
});
