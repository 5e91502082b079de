import type { FastifyInstance } from 'fastify';
import type { ReceivedWebhook, WebhookInbox } from './webhook-inbox.ts';

const heartbeatMilliseconds = 15_000;

/**
 * Sends each new webhook as a server-sent event. After a reconnection, the page also gets the webhooks that it missed.
 */
export function serveLiveStream(app: FastifyInstance, inbox: WebhookInbox): void {
  const open = new Set<() => void>();

  app.get('/demo/api/stream', (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const send = (webhook: ReceivedWebhook) =>
      raw.write(`id: ${webhook.number}\nevent: webhook\ndata: ${JSON.stringify(webhook)}\n\n`);
    const last = Number(request.headers['last-event-id'] ?? inbox.last());
    raw.write(`retry: 1000\nid: ${last}\nevent: start\ndata: {}\n\n`);
    for (const webhook of inbox.after(last)) send(webhook);

    const stopListening = inbox.listen(send);
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMilliseconds);
    const end = () => {
      clearInterval(heartbeat);
      stopListening();
      open.delete(end);
      raw.end();
    };
    open.add(end);
    raw.on('close', end);
  });

  // An open stream would prevent the server from draining.
  app.addHook('preClose', async () => {
    for (const end of open) end();
  });
}
