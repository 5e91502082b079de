import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
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
  for (const [ending, encode] of Object.entries({ br: brotliCompressSync, gz: gzipSync }))
    await writeFile(join(folder, `assets/index-1.js.${ending}`), encode(script));
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  await writeFile(join(folder, 'archive.gz'), 'a file of its own');
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

test('a file that the browser already has is not sent again', async () => {
  const { etag } = (await ask('/site/index.html')).headers;
  const again = await ask('/site/index.html', { 'if-none-match': `"other", W/${etag}` });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  expect((await ask('/site/index.html', { 'if-none-match': '*' })).statusCode).toBe(304);
  expect((await ask('/site/index.html', { 'if-none-match': '"other"' })).statusCode).toBe(200);
});

test('HEAD returns the length and no content', async () => {
  const { body, headers, statusCode } = await ask('/site/assets/index-1.js', {}, 'HEAD');
  expect([statusCode, body, headers['content-length']]).toEqual([200, '', String(script.length)]);
});

test('a client that can decompress gets the compressed file that the build has made', async () => {
  const sent = async (accepted: string) => {
    const { headers, rawPayload } = await ask('/site/assets/index-1.js', { 'accept-encoding': accepted });
    expect(headers.vary).toBe('accept-encoding');
    return { encoding: headers['content-encoding'], etag: headers.etag, bytes: rawPayload };
  };
  const br = await sent('gzip, deflate, br');
  const gzip = await sent('gzip;q=0.5');
  const plain = await sent('br;q=0');
  expect([br.encoding, brotliDecompressSync(br.bytes).toString()]).toEqual(['br', script]);
  expect([gzip.encoding, gunzipSync(gzip.bytes).toString()]).toEqual(['gzip', script]);
  expect([plain.encoding, plain.bytes.toString()]).toEqual([undefined, script]);
  expect(new Set([br.etag, gzip.etag, plain.etag]).size).toBe(3);
});

test('a compressed file has its own address only if its original does not exist', async () => {
  expect((await ask('/site/assets/index-1.js.br')).statusCode).toBe(404);
  expect((await ask('/site/archive.gz')).body).toBe('a file of its own');
});

test('a client that requests a range gets the whole file', async () => {
  const { statusCode, headers, body } = await ask('/site/assets/index-1.js', { range: 'bytes=0-9' });
  expect([statusCode, headers['accept-ranges'], body]).toEqual([200, 'none', script]);
});
