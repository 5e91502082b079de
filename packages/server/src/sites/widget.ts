import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { pagePolicy, secure } from './security.ts';

/** The loader under both addresses that pages know, and the frame. */
export async function serveWidget(app: FastifyInstance, services: Services, folder: string): Promise<void> {
  const https = services.publicUrl.startsWith('https:');
  await app.register(async (area) => {
    await secure(area, { policy: framedPolicy(services), forOtherSites: true, https });
    await area.register(staticFiles, {
      root: folder,
      prefix: '/widget/',
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.header('cache-control', cacheControl(path));
      },
    });
    for (const version of ['1', '2']) {
      area.get(`/v${version}/smile.v${version}.js`, (_, reply) =>
        reply.header('cache-control', 'public, max-age=300').sendFile(`smile.v${version}.js`),
      );
    }
  });
}

/** File names under `assets/` carry a hash of their content. */
export const cacheControl = (path: string): string =>
  path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

function framedPolicy({ config }: Services): Record<string, string[]> {
  const ancestors = config.widgetOrigins.length > 0 ? ["'self'", ...config.widgetOrigins] : ["'self'"];
  return {
    ...pagePolicy,
    // Logos of providers and companies may lie elsewhere; previews of chosen files are blobs.
    'img-src': ["'self'", 'data:', 'blob:', 'https:'],
    'frame-ancestors': ancestors,
  };
}
