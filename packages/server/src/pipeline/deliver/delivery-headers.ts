// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import { signV1, signV1a, smileSignature } from '@winkwire/receiver/signature';
import type { Endpoint, SigningKeys } from '../../domain/endpoint.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { headerValue } from './header-value.ts';

const userAgent = 'Winkwire/0.1 (+webhooks)';

/**
 * Returns a flat array: name, value, name, value. The sequence has to be a header, because the contract defines all
 * fields of the body.
 */
export function deliveryHeaders(
  endpoint: Endpoint,
  delivery: Pick<QueuedDelivery, 'body' | 'eventId' | 'sequence' | 'sessionId'>,
  now: number,
): string[] {
  const { body, eventId, sequence, sessionId } = delivery;
  const timestamp = Math.floor(now / 1000);
  const keys = signingKeysAt(endpoint, now);
  const headers = [
    'Content-Type',
    'application/json',
    'User-Agent',
    userAgent,
    'Smile-Signature',
    smileSignature(keys[0]!.smile, body),
    'webhook-id',
    eventId,
    'webhook-timestamp',
    String(timestamp),
    'webhook-signature',
    standardSignatures(endpoint, keys, { id: eventId, timestamp, body }),
    'webhook-sequence',
    String(sequence),
  ];
  if (keys.length > 1) headers.push('Smile-Signature-Previous', smileSignature(keys[1]!.smile, body));
  if (sessionId !== null) headers.push('webhook-session', headerValue(sessionId));
  if (endpoint.headers.length > 0) headers.push(...endpoint.headers);
  return headers;
}

/** The newest keys, followed by older ones that also sign during a rotation. */
const signingKeysAt = ({ keys }: Endpoint, now: number): SigningKeys[] =>
  keys.length === 1 ? keys : keys.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);

function standardSignatures(
  endpoint: Endpoint,
  keys: SigningKeys[],
  message: { id: string; timestamp: number; body: string },
): string {
  const signatures = keys.map(({ standard }) => signV1(standard, message));
  if (endpoint.signingKey) signatures.push(signV1a(endpoint.signingKey, message));
  return signatures.join(' ');
}

export function asObject(headers: readonly string[]): Record<string, string> {
  const object: Record<string, string> = {};
  for (let at = 0; at < headers.length; at += 2) object[headers[at]!.toLowerCase()] = headers[at + 1]!;
  return object;
}
