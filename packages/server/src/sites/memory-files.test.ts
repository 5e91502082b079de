import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFolder } from './memory-files.ts';
import { serveFiles } from './serve-files.ts';

const script = 'const text = "the same again and again";\n'.repeat(200);
let folder: string;
const app = Fastify();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-files-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'assets/index-1.js'), script);
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  serveFiles(app, { files: readFolder(folder), prefix: '/site/', cacheControl: () => 'no-cache' });
  // The folder is gone, so nothing can be read from the disk.
  await rm(folder, { recursive: true });
});
afterAll(() => app.close());

const ask = (url: string, headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
  app.inject({ url, headers, method });

test('files and the index are served when the disk is gone', async () => {
  expect((await ask('/site/')).headers['content-type']).toBe('text/html; charset=utf-8');
  expect((await ask('/site/icon.svg')).headers['content-type']).toBe('image/svg+xml');
  expect((await ask('/site/assets/index-1.js')).body).toBe(script);
  expect((await ask('/site/nothing.js')).statusCode).toBe(404);
  expect((await ask('/site/../site/%2e%2e/secret')).statusCode).toBe(404);
});

test('a file that the browser has is not sent again', async () => {
  const { etag } = (await ask('/site/index.html')).headers;
  const again = await ask('/site/index.html', { 'if-none-match': `"other", W/${etag}` });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  expect((await ask('/site/index.html', { 'if-none-match': '"other"' })).statusCode).toBe(200);
});

test('HEAD returns the length and no content', async () => {
  const { body, headers, statusCode } = await ask('/site/assets/index-1.js', {}, 'HEAD');
  expect([statusCode, body, headers['content-length']]).toEqual([200, '', String(script.length)]);
});

test('a client that can decompress gets the compressed file as soon as there is one', async () => {
  const packed = async (accepted: string) => {
    const { headers } = await ask('/site/assets/index-1.js', { 'accept-encoding': accepted });
    expect(headers.vary).toBe('accept-encoding');
    return headers['content-encoding'];
  };
  await expect.poll(() => packed('gzip, deflate, br')).toBe('br');
  await expect.poll(() => packed('gzip;q=0.5')).toBe('gzip');
  expect(await packed('br;q=0, identity')).toBeUndefined();
  expect(await packed('gzipped')).toBeUndefined();
});
