import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { readConfig } from '@winkwire/server/config';
import { type Server, startServer } from '@winkwire/server/main';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtAssets } from './built-assets.ts';

/** The `accept-encoding` headers of browsers, tools and proxies, each with the encoding of the response. */
const clients: [accepted: string | undefined, encoding: string | undefined][] = [
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['br;q=0, *;q=0.1', 'gzip'],
  ['*', 'br'],
  ['identity', undefined],
  ['deflate', undefined],
  ['', undefined],
  [undefined, undefined],
];
const decoders = { br: brotliDecompressSync, gzip: gunzipSync };

let folder: string;
let server: Server;
const files = new Map<string, Buffer>();

beforeAll(async () => {
  const assets = await builtAssets();
  folder = await mkdtemp(join(tmpdir(), 'winkwire-built-'));
  const config = readConfig({}, { profile: 'dev', port: 0, dataDir: folder, logLevel: 'silent' });
  server = await startServer({ config, assets });
  for (const [site, root] of Object.entries(assets)) {
    const paths = globSync('**/*.*', { cwd: root }).filter((path) => !/\.(br|gz)$/.test(path));
    for (const path of paths) files.set(`/${site}/${path}`, readFileSync(join(root, path)));
    files.set(`/${site}/`, files.get(`/${site}/index.html`)!);
  }
  for (const version of ['v1', 'v2'])
    files.set(`/${version}/smile.${version}.js`, files.get(`/widget/smile.${version}.js`)!);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends one request. In contrast to `fetch`, this function decompresses nothing and adds no `accept-encoding`. */
function ask(path: string, { method = 'GET', ...headers }: Record<string, string>): Promise<Received> {
  return new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method, headers, agent: false }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode!, headers: response.headers, body });
    });
    sent.on('error', reject).end();
  });
}

test.each(clients)(
  'with accept-encoding %j, every public file arrives with encoding %s',
  async (accepted, encoding) => {
    expect(files.size).toBeGreaterThan(10);
    const wish: Record<string, string> = accepted === undefined ? {} : { 'accept-encoding': accepted };
    for (const [path, content] of files) {
      const { status, headers, body } = await ask(path, wish);
      const decode = encoding ? decoders[encoding as 'br'] : (bytes: Buffer) => bytes;
      expect([path, status, headers['content-encoding']]).toEqual([path, 200, encoding]);
      expect(decode(body).equals(content), path).toBe(true);
      expect(headers.vary, path).toBe('accept-encoding');
      if (encoding) expect(body.length, path).toBeLessThan(content.length);

      const head = await ask(path, { ...wish, method: 'HEAD' });
      expect(head.body.length, path).toBe(0);
      for (const name of ['content-length', 'content-encoding', 'content-type', 'etag'])
        expect([path, name, head.headers[name]]).toEqual([path, name, headers[name]]);

      const again = await ask(path, { ...wish, 'if-none-match': headers.etag! });
      expect([path, again.status, again.body.length]).toEqual([path, 304, 0]);
      expect(again.headers, path).toMatchObject({ etag: headers.etag, vary: 'accept-encoding' });

      const range = await ask(path, { ...wish, range: 'bytes=0-9' });
      expect([path, range.status, range.body.equals(body)]).toEqual([path, 200, true]);
    }
  },
);

test('each encoding of a file has an entity tag of its own', async () => {
  for (const path of files.keys()) {
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(
        async (accepted) => (await ask(path, { 'accept-encoding': accepted })).headers.etag,
      ),
    );
    expect(new Set(tags).size, path).toBe(3);
  }
});
