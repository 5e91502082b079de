import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendFailure } from '../api/app.ts';
import { weigh, weights } from '../limits/weights.ts';
import { Failure } from '../platform/failure.ts';
import { pagePolicy, secure } from '../platform/security-headers.ts';
import type { Services } from '../platform/services.ts';
import { readFolder } from './memory-files.ts';
import { serveFiles } from './serve-files.ts';
import { cacheControl } from './widget.ts';

export function leadToPortal(app: FastifyInstance): void {
  if (!app.hasRoute({ method: 'GET', url: '/' })) app.get('/', (_, reply) => reply.redirect('/portal/'));
}

/** A request for a missing script must not get the portal's page. The query is ignored, because it may contain dots. */
function isPage({ url, headers: { accept = '*/*' } }: Pick<FastifyRequest, 'url' | 'headers'>): boolean {
  const path = url.replace(/\?.*/s, '');
  return /text\/html|\*\/\*/.test(accept) && !/\.\w+$/.test(path);
}

/** Serves the developer portal, a single page whose script handles all paths below `/portal/`. */
export async function servePortal(app: FastifyInstance, services: Services, folder: string): Promise<void> {
  const https = services.config.publicUrl?.startsWith('https:') ?? false;
  const files = readFolder(folder);
  await app.register(async (area) => {
    secure(area, { policy: pagePolicy, https });
    weigh(area, weights.page);
    area.get('/portal', (_, reply) => reply.redirect('/portal/', 308));
    serveFiles(area, { files, prefix: '/portal/', cacheControl });
    area.get('/portal/*', (request, reply) => {
      const page = files.get('index.html');
      if (page && isPage(request)) {
        return page.send(request, reply.header('cache-control', 'no-cache'));
      }
      return sendFailure(new Failure('MISSING_RESOURCE'), request, reply);
    });
  });
}
