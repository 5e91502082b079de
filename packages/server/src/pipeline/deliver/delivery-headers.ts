import { createHmac } from 'node:crypto';
import type { Delivery } from '../delivery-queue/delivery.ts';
import type { Endpoint } from './endpoint.ts';

const userAgent = 'Winkwire/0.1';

/** Everything of ours travels here: the body holds exactly the contract's fields. Flat pairs of name and value. */
export function deliveryHeaders(endpoint: Endpoint, delivery: Delivery, now: number): string[] {
  const { body, eventId, sequence, sessionId } = delivery;
  const time = Math.floor(now / 1000);
  const secrets = endpoint.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  const headers = [
    'Content-Type',
    'application/json',
    'User-Agent',
    userAgent,
    'Smile-Signature',
    createHmac('sha512', secrets[0]!.secret).update(body).digest('hex'),
    'webhook-id',
    eventId,
    'webhook-timestamp',
    String(time),
    'webhook-signature',
    secrets
      .map(
        ({ secret }) =>
          `v1,${createHmac('sha256', secret).update(`${eventId}.${time}.${body}`).digest('base64')}`,
      )
      .join(' '),
    'webhook-sequence',
    String(sequence),
  ];
  if (sessionId !== null) headers.push('webhook-session', sessionId);
  headers.push(...endpoint.headers);
  return headers;
}
