import type { IncomingHttpHeaders } from 'node:http';
import { verifyWebhook } from '@winkwire/receiver';
import type { FastifyInstance } from 'fastify';
import type { WebhookInbox } from './webhook-inbox.ts';

interface Receiver {
  /** Whether the receiver responds with 500, to show how Winkwire reacts. */
  isBroken(): boolean;
}

const largestBody = 16 * 1024 * 1024;

/** Serves `POST /demo/webhooks` without parsing bodies, because a signature covers the exact bytes. */
export async function serveWebhookReceiver(
  app: FastifyInstance,
  { inbox, secret }: { inbox: WebhookInbox; secret: string },
): Promise<Receiver> {
  let broken = false;

  app.post<{ Body?: { broken?: boolean } }>('/demo/api/receiver', async (request) => {
    broken = request.body?.broken === true;
    return { broken };
  });

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Body?: Buffer }>('/demo/webhooks', { bodyLimit: largestBody }, async (request, reply) => {
      const { headers, body = Buffer.alloc(0) } = request;
      const verified = isGenuine(headers, body, secret);
      const status = !verified ? 401 : broken ? 500 : 200;
      const event = readEvent(body);
      // A body without an event is not from Winkwire, and the page could not show it.
      if (!event) return reply.code(verified ? 400 : status).send({ received: false });
      inbox.add({
        eventId: event.id,
        type: event.type,
        receivedAt: Date.now(),
        verified,
        status,
        sequence: header(headers, 'webhook-sequence'),
        sessionId: header(headers, 'webhook-session'),
        signature: header(headers, 'smile-signature'),
        body: event,
      });
      return reply.code(status).send({ received: status === 200 });
    });
  });
  return { isBroken: () => broken };
}

function isGenuine(headers: IncomingHttpHeaders, body: Buffer, secret: string): boolean {
  try {
    verifyWebhook({ headers, body }, { secrets: secret });
    return true;
  } catch {
    return false;
  }
}

function readEvent(body: Buffer): { id: string; type: string } | undefined {
  try {
    const event = JSON.parse(body.toString('utf8'));
    return typeof event?.id === 'string' && typeof event.type === 'string' ? event : undefined;
  } catch {
    return undefined;
  }
}

function header(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}
