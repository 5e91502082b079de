import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendFailure } from '../api/app.ts';
import { Failure } from '../failure.ts';
import type { Services } from '../services.ts';
import { pagePolicy, secure } from './security.ts';
import { cacheControl } from './widget.ts';

/** The developer portal: one page, whose addresses are its own. */
export async function servePortal(app: FastifyInstance, services: Services, folder: string): Promise<void> {
  const https = services.config.publicUrl?.startsWith('https:') ?? false;
  app.get('/portal', (_, reply) => reply.redirect('/portal/', 308));
  await app.register(
    async (area) => {
      secure(area, { policy: pagePolicy, https });
      await area.register(staticFiles, {
        root: folder,
        prefix: '/',
        preCompressed: true,
        setHeaders: (reply, path) => {
          reply.header('cache-control', cacheControl(path));
        },
      });
      area.setNotFoundHandler((request, reply) => {
        const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
        if (isPage) return reply.sendFile('index.html');
        sendFailure(new Failure('MISSING_RESOURCE'), request, reply);
      });
    },
    { prefix: '/portal' },
  );
}
