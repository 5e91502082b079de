import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import Fastify from 'fastify';

export interface Bundle {
  gzipped: Buffer;
  plain: Buffer;
  etag: string;
}

let bundle: Promise<Bundle> | undefined;

/**
 * Scalar's script for the browser. The npm module contains the script, 4 MB, as one string. Loading it at every start
 * took 180 ms and 4 MB of memory. So it is loaded when the reference is first opened.
 */
export function scalarBundle(): Promise<Bundle> {
  bundle ??= unpack();
  return bundle;
}

async function unpack(): Promise<Bundle> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const carrier = Fastify();
  await carrier.register(scalar, { routePrefix: '/reference', configuration: { url: '/docs/openapi.json' } });
  const { rawPayload: plain } = await carrier.inject('/reference/js/scalar.js');
  await carrier.close();
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 20)}"`;
  return { plain, gzipped: await promisify(gzip)(plain), etag };
}
