import type { FastifyInstance } from 'fastify';
import type { MailCatcher } from './mail-catcher.ts';

/**
 * A mail may use inline styles and images from any origin, but no scripts. Its links may open new tabs outside the
 * sandbox.
 */
const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src http: https: data:',
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

export function serveMails(app: FastifyInstance, mail: MailCatcher): void {
  app.get('/demo/api/mails', async () => ({
    items: mail.list().map(({ html, text, ...head }) => ({ ...head, preview: text.slice(0, 160) })),
  }));

  app.get<{ Params: { id: string } }>('/demo/api/mails/:id', async (request, reply) => {
    const found = mail.find(request.params.id);
    if (!found) return reply.code(404).send({ message: 'This mail is not stored any more.' });
    return found;
  });

  app.get<{ Params: { id: string } }>('/demo/mail/:id/body', async (request, reply) => {
    const found = mail.find(request.params.id);
    if (!found?.html)
      return reply.code(404).type('text/plain').send('This mail has no HTML, or is not stored any more.');
    return reply
      .header('content-security-policy', mailPolicy)
      .header('x-frame-options', 'SAMEORIGIN')
      .type('text/html; charset=utf-8')
      .send(found.html.replaceAll(/<a /g, '<a target="_blank" rel="noopener" '));
  });
}
