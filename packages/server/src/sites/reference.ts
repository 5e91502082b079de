import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { routes } from '../api/routes.ts';
import { weigh, weights } from '../limits/weights.ts';
import { type Policy, pagePolicy, secure } from '../platform/security-headers.ts';
import type { Services } from '../platform/services.ts';
import { openApiDocument } from '../reference/openapi.ts';
import { MemoryFile, readFolder } from './memory-files.ts';
import { serveFiles } from './serve-files.ts';

const builtFolder = fileURLToPath(new URL('../../dist/docs/', import.meta.url));
const asset = (name: string): URL => new URL(`../../assets/docs/${name}`, import.meta.url);

/**
 * Scalar 1.72 writes `style` attributes and elements that neither a nonce nor a hash can permit. So only this page
 * permits every inline style.
 */
const referencePolicy: Policy = {
  ...pagePolicy,
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
};

export async function serveReference(app: FastifyInstance, services: Services): Promise<void> {
  const https = services.config.publicUrl?.startsWith('https:') ?? false;
  const page = readFileSync(asset('index.html'), 'utf8');
  await app.register(async (area) => {
    secure(area, { policy: referencePolicy, https });
    weigh(area, weights.page);
    area.get('/docs', (_, reply) =>
      reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page),
    );
    area.get('/docs/', (_, reply) => reply.redirect('/docs', 308));
    // The document is kept for later requests, because making it takes 11 ms of the main thread.
    let document: Promise<MemoryFile> | undefined;
    area.get('/docs/openapi.json', async (request, reply) => {
      document ??= compressed('openapi.json', JSON.stringify(openApiDocument(routes, services.publicUrl)));
      return (await document).send(request, reply.header('cache-control', 'no-cache'));
    });
    for (const name of ['reference.js', 'reference.css']) {
      const file = new MemoryFile(name, { identity: readFileSync(asset(name)) });
      serveFiles(area, { files: new Map([[name, file]]), prefix: '/docs/', cacheControl: () => 'no-cache' });
    }
    // Read at the first request. The script takes 6 MB of memory, and on most servers nobody requests it.
    let scalar: MemoryFile | undefined;
    area.get('/docs/scalar.js', (request, reply) => {
      scalar ??= readFolder(builtFolder).get('scalar.js');
      if (!scalar) throw new Error(`${builtFolder}scalar.js is missing. Run npm run build.`);
      return scalar.send(request, reply.header('cache-control', 'no-cache'));
    });
  });
}

/** Compressing takes 30 ms or more, but outside the main thread. */
async function compressed(name: string, text: string): Promise<MemoryFile> {
  const identity = Buffer.from(text);
  return new MemoryFile(name, { identity, gzip: await promisify(gzip)(identity) });
}
