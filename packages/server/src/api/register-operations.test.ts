import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import Type from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileResponse } from '../platform/file-response.ts';
import { createLog } from '../platform/log.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { createApp } from './app.ts';
import { operation } from './operation.ts';
import { registerOperations } from './register-operations.ts';

const common = { access: 'public', summary: 's', data: Type.Object({ text: Type.String() }) } as const;
const operations = [
  operation({
    ...common,
    method: 'GET',
    path: '/slow',
    id: 'slow',
    async run() {
      await setTimeout(500);
      return { text: 'late' };
    },
  }),
  operation({
    ...common,
    method: 'GET',
    path: '/waiting',
    id: 'waiting',
    waits: true,
    async run() {
      await setTimeout(500);
      return { text: 'late' };
    },
  }),
  operation({
    ...common,
    method: 'GET',
    path: '/broken',
    id: 'broken',
    run: async () => {
      throw new Error('select * from hunter2');
    },
  }),
  operation({
    ...common,
    method: 'GET',
    path: '/file',
    id: 'file',
    run: async () => new FileResponse('image/png', new Uint8Array([1, 2]), { 'cache-control': 'public' }),
  }),
  operation({
    ...common,
    access: 'session',
    method: 'GET',
    path: '/session',
    id: 'session',
    run: async () => ({ text: '' }),
  }),
  operation({
    ...common,
    access: 'portal',
    method: 'GET',
    path: '/portal',
    id: 'portal',
    run: async () => ({ text: '' }),
  }),
];

let server: TestServer;
let app: FastifyInstance;
const written: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  const services = {
    ...server.services,
    log: createLog({ logLevel: 'info' }, { write: (line) => void written.push(line) }),
    metrics: new Registry(),
    config: { ...server.services.config, requestTimeout: 200 },
  };
  app = await createApp(services);
  await registerOperations(app, services, operations);
});
afterAll(async () => {
  await app.close();
  await server[Symbol.asyncDispose]();
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

test('work that takes too long gets 504, but a long poll does not', async () => {
  const [slow, waiting] = await Promise.all([get('/slow'), get('/waiting')]);
  expect([slow.statusCode, slow.json().code]).toEqual([504, 'TIME_LIMIT_EXCEEDED']);
  expect([waiting.statusCode, waiting.json().data]).toEqual([200, { text: 'late' }]);
});

test('an internal error is described in general terms and logged in full', async () => {
  const response = await get('/broken');
  expect([response.statusCode, response.json().code]).toEqual([500, 'SERVER_ERROR']);
  expect(response.body).not.toContain('hunter2');
  const line = written.map((one) => JSON.parse(one)).find(({ level }) => level === 'error');
  expect(line).toMatchObject({ msg: 'request.failed', requestId: response.json().requestId });
  expect(line.err.message).toBe('select * from hunter2');
});

test('a file is sent as it is, and other sites cannot embed it unless its headers allow it', async () => {
  const response = await get('/file');
  expect(response.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect([...response.rawPayload]).toEqual([1, 2]);
});

test.each([
  ['/session', {}],
  ['/session', { authorization: 'Bearer nobody' }],
  ['/portal', {}],
  ['/portal', { cookie: 'winkwire_portal=nobody', 'winkwire-mode': 'SANDBOX' }],
])('%s with %j gets INVALID_TOKEN', async (path, headers) => {
  const response = await get(path, headers as Record<string, string>);
  expect([response.statusCode, response.json().code]).toEqual([401, 'INVALID_TOKEN']);
});
