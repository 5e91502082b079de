import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendFailure } from '../api/app.ts';
import { findLoader, storeLoader } from '../domain/loaders.ts';
import { weights } from '../limits/weights.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { MemoryFile } from './memory-files.ts';

/**
 * Serves each version of the loader at `/v2/smile.<hash>.js`. The database keeps all versions, so a page keeps its
 * version after an upgrade.
 */
export async function servePinnedLoaders(
  area: FastifyInstance,
  services: Services,
  current: MemoryFile,
): Promise<void> {
  const currentHash = hashOf(current.bytes);
  const known = new Map([[currentHash, current]]);
  await storeLoader(services.store, {
    hash: currentHash,
    script: current.bytes.toString(),
    now: services.now(),
  });

  area.get('/v2/loader.json', (_, reply) => {
    const url = `${services.publicUrl}/v2/smile.${currentHash}.js`;
    const integrity = `sha384-${hash('sha384', current.bytes, 'base64')}`;
    const tag = `<script src="${url}" integrity="${integrity}" crossorigin="anonymous"></script>`;
    return reply.header('cache-control', 'no-cache').send({ url, integrity, tag });
  });

  area.get(
    '/v2/:file',
    { config: { weight: weights.file } },
    async (request: FastifyRequest<{ Params: { file: string } }>, reply) => {
      const [, wanted] = /^smile\.([0-9a-f]{16})\.js$/.exec(request.params.file) ?? [];
      const found = wanted && (known.get(wanted) ?? (await load(wanted)));
      if (!found) return sendFailure(new Failure('MISSING_RESOURCE'), request, reply);
      return found.send(request, reply.header('cache-control', 'public, max-age=31536000, immutable'));
    },
  );

  /** Only versions that exist are remembered. Otherwise, requests for random hashes would fill the memory. */
  async function load(wanted: string): Promise<MemoryFile | undefined> {
    const script = await findLoader(services.store, wanted);
    if (script === undefined) return undefined;
    const file = await compressed(script);
    known.set(wanted, file);
    return file;
  }
}

const hashOf = (bytes: Buffer): string => hash('sha256', bytes).slice(0, 16);

async function compressed(script: string): Promise<MemoryFile> {
  const identity = Buffer.from(script);
  const [br, gz] = await Promise.all([promisify(brotliCompress)(identity), promisify(gzip)(identity)]);
  return new MemoryFile('smile.js', { identity, br, gzip: gz });
}
