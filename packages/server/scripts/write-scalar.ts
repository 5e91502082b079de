import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import scalar from '@scalar/fastify-api-reference';
import Fastify from 'fastify';

/*
 * Copies Scalar's script to `dist/docs`. The server sends the copy, so in production the server does not need Scalar's
 * module, which contains the script as a string of 4 MB.
 */
const carrier = Fastify();
await carrier.register(scalar, { routePrefix: '/reference', configuration: { url: '/docs/openapi.json' } });
const { rawPayload } = await carrier.inject('/reference/js/scalar.js');
await carrier.close();

const folder = new URL('../dist/docs/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('scalar.js', folder), rawPayload);
writeFileSync(new URL('scalar.js.gz', folder), gzipSync(rawPayload, { level: 9 }));
