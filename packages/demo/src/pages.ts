import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';

const publicFolder = fileURLToPath(new URL('../public/', import.meta.url));

/** The widget's loader and frame come from the same server, so other origins need no permission. */
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

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file is read for each request, so an edited page needs no restart. */
export function servePages(app: FastifyInstance): void {
  for (const name of readdirSync(publicFolder)) {
    const type = types[extname(name)];
    if (type) app.get(`/demo/${name}`, (_request, reply) => sendFile(reply, { name, type }));
  }
  const html = types['.html'] as string;
  app.get('/', (_request, reply) => reply.redirect('/demo/'));
  app.get('/demo', (_request, reply) => reply.redirect('/demo/'));
  app.get('/demo/', (_request, reply) => sendFile(reply, { name: 'index.html', type: html }));
  app.get('/demo/mail', (_request, reply) => sendFile(reply, { name: 'mail.html', type: html }));
}

async function sendFile(
  reply: FastifyReply,
  { name, type }: { name: string; type: string },
): Promise<FastifyReply> {
  reply.header('content-security-policy', pagePolicy).header('cache-control', 'no-cache').type(type);
  return reply.send(await readFile(join(publicFolder, name)));
}
