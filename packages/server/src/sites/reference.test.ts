import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const getDocument = (headers: Record<string, string>) =>
  server.call('/docs/openapi.json', { as: null, headers });

test('the OpenAPI document is compressed for clients that accept it', async () => {
  const plain = await getDocument({ 'accept-encoding': 'identity' });
  const compressed = await getDocument({ 'accept-encoding': 'gzip' });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(compressed.headers.get('content-encoding')).toBe('gzip');
  expect(compressed.headers.get('vary')).toContain('accept-encoding');
  expect(compressed.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(compressed.body).toEqual(plain.body);
});

test('the OpenAPI document is not sent again while it has not changed', async () => {
  const etag = (await getDocument({ 'accept-encoding': 'gzip' })).headers.get('etag')!;
  const again = await getDocument({ 'accept-encoding': 'gzip', 'if-none-match': etag });
  expect(again.status).toBe(304);
});
