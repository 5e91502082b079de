import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import Fastify from 'fastify';

/**
 * Scalar's script for the browser. The npm module contains the script, 4 MB, as one string. Loading it at every start
 * took 180 ms and 4 MB of memory. So it is loaded when the reference is first opened.
 */
export async function scalarBundle(): Promise<{ identity: Buffer; gzip: Buffer }> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const carrier = Fastify();
  await carrier.register(scalar, { routePrefix: '/reference', configuration: { url: '/docs/openapi.json' } });
  const { rawPayload: identity } = await carrier.inject('/reference/js/scalar.js');
  await carrier.close();
  return { identity, gzip: await promisify(gzip)(identity) };
}
