import type { IncomingHttpHeaders } from 'node:http';
import { smileKey, verifySmileSignature } from '@winkwire/receiver';
import type { FastifyInstance } from 'fastify';
import type { WebhookInbox } from './webhook-inbox.ts';

interface Receiver {
  /** Whether the receiver answers 500, to show what Winkwire does then. */
  isBroken(): boolean;
}

/** `POST /demo/webhooks`, in a scope of its own because a signature is verified over the exact bytes of the body. */
export async function serveWebhookReceiver(
  app: FastifyInstance,
  { inbox, secret }: { inbox: WebhookInbox; secret: string },
): Promise<Receiver> {
  const keys = [smileKey(secret)];
  let broken = false;

  app.post<{ Body: { broken: boolean } }>('/demo/api/receiver', async (request) => {
    broken = request.body.broken === true;
    return { broken };
  });

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Body: Buffer }>(
      '/demo/webhooks',
      { bodyLimit: 16 * 1024 * 1024 },
      async (request, reply) => {
        const signature = header(request.headers, 'smile-signature');
        const verified = signature !== null && verifySmileSignature(keys, request.body, signature);
        const event = JSON.parse(request.body.toString('utf8')) as { id: string; type: string };
        const answered = !verified ? 401 : broken ? 500 : 200;
        inbox.add({
          eventId: event.id,
          type: event.type,
          receivedAt: Date.now(),
          verified,
          answered,
          sequence: header(request.headers, 'webhook-sequence'),
          sessionId: header(request.headers, 'webhook-session'),
          signature,
          body: event,
        });
        return reply.code(answered).send({ received: verified && !broken });
      },
    );
  });
  return { isBroken: () => broken };
}

function header(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}
