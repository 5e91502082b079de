import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { endSilentConnections } from './end-silent-connections.ts';

async function connectTo(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

test('a server that stops waits for a request that has begun, but not for a connection without a byte', async () => {
  const app = Fastify({ forceCloseConnections: 'idle', return503OnClosing: false });
  endSilentConnections(app);
  const begun = Promise.withResolvers<void>();
  app.get('/', async () => 'done');
  app.server.on('connection', (socket) => socket.once('data', () => begun.resolve()));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const silent = await connectTo(port);
  const slow = await connectTo(port);
  slow.write('GET / HTTP/1.1\r\n');
  await begun.promise;
  let isClosed = false;
  const closed = app.close().then(() => {
    isClosed = true;
  });
  await once(silent, 'close');
  expect(isClosed).toBe(false);
  slow.write('Host: x\r\n\r\n');
  const [response] = await once(slow, 'data');
  expect(String(response)).toMatch(/^HTTP\/1.1 200 OK/);
  await closed;
});
