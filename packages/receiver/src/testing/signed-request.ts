import type { EventBody, EventType } from '@winkwire/contract';
import { smileKey, standardKey } from '../keys.ts';
import { signV1, smileSignature } from '../signature.ts';

export const secret = 'a long random secret';
export const now = 1_776_763_800_000;

let count = 0;

/** An event as the sender delivers it, with an id of its own. */
export function someEvent<T extends EventType>(type: T, data: EventBody<T>['data']): EventBody<T> {
  count += 1;
  const id = `et-${count.toString(16).padStart(32, '0')}`;
  return { id, version: 1, type, createdAt: '2026-04-21T09:30:00Z', data } as EventBody<T>;
}

export const connected = () =>
  someEvent('ACCOUNT_CONNECTED', {
    userId: 'acme-5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b',
    accountId: 'a-5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b',
    loginName: 'George',
    providers: ['quickride'],
  });

interface Options {
  secret?: string;
  sequence?: number;
  /** When the request is signed, in ms since 1970. */
  at?: number;
}

export function signedRequest(event: { id: string }, options: Options = {}) {
  const { secret: own = secret, sequence = 1, at = now } = options;
  const body = JSON.stringify(event);
  const timestamp = Math.floor(at / 1000);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'smile-signature': smileSignature(smileKey(own), body),
    'webhook-id': event.id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signV1(standardKey(own), { id: event.id, timestamp, body }),
    'webhook-sequence': String(sequence),
    'webhook-session': 'ws-5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b',
  };
  return { headers, body };
}
