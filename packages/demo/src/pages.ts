import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const publicFolder = fileURLToPath(new URL('../public/', import.meta.url));

/**
 * The content security policy of the demo's pages. It permits no inline code, and nothing from other origins: the
 * widget's loader and frame come from the same server.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  // The demo shows the lender's page in a frame.
  "frame-ancestors 'self'",
].join('; ');

export async function servePages(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: publicFolder,
    prefix: '/demo/',
    decorateReply: true,
    cacheControl: false,
    setHeaders(reply) {
      reply.header('content-security-policy', pagePolicy);
      reply.header('cache-control', 'no-cache');
    },
  });
  app.get('/', (_request, reply) => reply.redirect('/demo/'));
  app.get('/demo', (_request, reply) => reply.redirect('/demo/'));
  app.get('/demo/mail', (_request, reply) => reply.sendFile('mail.html'));
}
