import { EventEmitter } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Registry } from 'prom-client';
import Type from 'typebox';
import { expect, test } from 'vitest';
import { FileResponse } from '../platform/file-response.ts';
import { startTestServer } from '../testing/test-server.ts';
import { createApp } from './app.ts';
import { operation } from './operation.ts';
import { registerOperations } from './register-operations.ts';
import { ResponseRoom } from './response-room.ts';

const large = 64 * 1024 * 1024;
const newResponse = () => Object.assign(new EventEmitter(), { destroyed: false });

test('a response takes room until it is sent, and one client leaves room for others', () => {
  const room = new ResponseRoom();
  const responses = Array.from({ length: 4 }, newResponse);
  for (const [n, response] of responses.entries()) room.enter(n < 2 ? 'one' : 'two', large, response);
  expect(() => room.enter('three', large, newResponse())).toThrow('Too many responses');
  responses[0]!.emit('close');
  expect(() => room.enter('two', large, newResponse())).toThrow('Too many responses');
  room.enter('three', large, newResponse());
  responses[1]!.emit('close');
  room.enter('one', large, newResponse());
});

test('a client that has disconnected takes no room', () => {
  const room = new ResponseRoom();
  for (let count = 0; count < 10; count++) {
    room.enter('one', large, Object.assign(newResponse(), { destroyed: true }));
  }
  expect(() => room.enter('one', large, newResponse())).not.toThrow();
});

const shared = { access: 'public', method: 'GET', summary: 's' } as const;
const operations = [
  operation({
    ...shared,
    path: '/file',
    id: 'file',
    data: Type.Null(),
    run: async () =>
      new FileResponse('image/png', new Uint8Array(large), { 'content-disposition': 'attachment' }),
  }),
  operation({
    ...shared,
    path: '/page',
    id: 'page',
    data: Type.Object({ text: Type.String() }),
    run: async () => ({ text: 'x'.repeat(large) }),
  }),
  operation({
    ...shared,
    path: '/small',
    id: 'small',
    data: Type.Object({ text: Type.String() }),
    run: async () => ({ text: 'x' }),
  }),
];

test.each(['/file', '/page'])(
  'too many unread responses of %s are refused until they are read',
  async (path) => {
    await using server = await startTestServer();
    const services = { ...server.services, metrics: new Registry() };
    const app = await createApp(services);
    await registerOperations(app, services, operations);
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const clients: Socket[] = [];
    const statusOf = async (of: string): Promise<number> => {
      const response = await fetch(url + of);
      await response.body?.cancel();
      return response.status;
    };
    // Two responses of this size fill the room of a client, with their headers and envelopes.
    await expect
      .poll(async () => {
        const client = connect({ port, host: '127.0.0.1' });
        clients.push(client.on('error', () => {}).pause());
        client.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
        const response = await fetch(url + path);
        const { status, headers } = response;
        await response.body?.cancel();
        return [status, headers.get('content-type'), headers.get('content-disposition')];
      })
      .toEqual([429, 'application/json; charset=utf-8', null]);
    expect(await statusOf('/small')).toBe(200);
    for (const client of clients) client.destroy();
    await expect.poll(() => statusOf(path)).toBe(200);
    await app.close();
  },
);
