import type { FastifyInstance } from 'fastify';
import { findFrameAncestors, readFrameOwner } from '../domain/embedding-origins.ts';
import { weigh, weights } from '../limits/weights.ts';
import { type Policy, pagePolicy, policyText, secure } from '../platform/security-headers.ts';
import type { Services } from '../platform/services.ts';
import { readFolder } from './memory-files.ts';
import { servePinnedLoaders } from './pinned-loaders.ts';
import { serveFiles } from './serve-files.ts';

/**
 * Serves the frame and the loaders. Each loader has two addresses, such as `/widget/smile.v2.js` and `/v2/smile.v2.js`.
 */
export async function serveWidget(app: FastifyInstance, services: Services, folder: string): Promise<void> {
  const https = services.config.publicUrl?.startsWith('https:') ?? false;
  await app.register(async (area) => {
    secure(area, { policy: framePolicy, forOtherSites: true, https });
    // The browser requires CORS for a loader with `integrity` or `type="module"`, and for the files of a sandboxed
    // frame.
    area.addHook('onRequest', async (_, reply) => {
      reply.header('access-control-allow-origin', '*');
    });
    area.addHook('onRequest', async ({ url }, reply) => {
      // Pages embed only `index.html`, so only its policy needs the allowed origins from the database.
      const address = new URL(url, 'http://localhost');
      if (address.pathname.startsWith('/widget/preview/')) {
        // Only the portal embeds the preview.
        reply.header('content-security-policy', previewPolicy);
        return;
      }
      if (!/^\/widget\/(index\.html)?$/.test(address.pathname)) return;
      const owner = readFrameOwner(address.searchParams.get('for') ?? '');
      // If the URL has no owner, every page may embed the frame. Only a malformed link token leads to such a URL, and
      // no session opens with that token.
      const ancestors = owner && (await findFrameAncestors(services.store, owner));
      reply.header('content-security-policy', policyText({ ...framePolicy, 'frame-ancestors': ancestors }));
      // A page with `require-corp` embeds only frames that send this header. The value `credentialless` still permits
      // logos from other hosts.
      reply.header('cross-origin-embedder-policy', 'credentialless');
    });
    weigh(area, weights.page);
    const files = readFolder(folder);
    const cacheControlOf = (path: string) =>
      /\/smile\.v\d\.js/.test(path) ? 'public, max-age=300' : cacheControl(path);
    serveFiles(area, { files, prefix: '/widget/', cacheControl: cacheControlOf });
    const current = files.get('smile.v2.js');
    if (current) await servePinnedLoaders(area, services, current);
    for (const name of ['smile.v1.js', 'smile.v2.js']) {
      const loader = files.get(name);
      if (loader)
        serveFiles(area, {
          files: new Map([[name, loader]]),
          prefix: `/${name.slice(6, 8)}/`,
          cacheControl: cacheControlOf,
        });
    }
  });
}

/** Files under `assets/` have a hash of their content in their name. */
export const cacheControl = (path: string): string =>
  path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

const framePolicy: Policy = {
  ...pagePolicy,
  // Logos may come from other hosts. Previews of chosen files are blobs.
  'img-src': ["'self'", 'data:', 'blob:', 'https:'],
};

const previewPolicy = policyText({ ...framePolicy, 'frame-ancestors': ["'self'"] });
