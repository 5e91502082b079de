import { smileKey, standardKey } from '@winkwire/receiver/keys';
import type { Endpoint } from '../../domain/endpoint.ts';
import type { GuardPolicy } from '../deliver/egress/address-guard.ts';
import type { Egress } from '../deliver/egress/egress.ts';
import { Sender } from '../deliver/sender.ts';
import type { AttemptResponse } from '../model/attempt-outcome.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';

export const loopback: GuardPolicy = { allow: ['127.0.0.0/8'], http: 'loopback' };

export function endpointAt(address: string, changes: Partial<Endpoint> = {}): Endpoint {
  const url = new URL(address);
  return {
    tenantId: 'acme',
    id: 'wh-1',
    mode: 'SANDBOX',
    url: address,
    origin: url.origin,
    path: url.pathname,
    paused: false,
    unreadable: undefined,
    deleted: false,
    keys: [{ smile: smileKey('s'), standard: standardKey('s'), expiresAt: null }],
    signingKey: undefined,
    headers: [],
    timeoutMs: 1000,
    ownDelays: undefined,
    limits: { concurrency: 64, ratePerSecond: undefined, strictOrder: false },
    tls: undefined,
    failingSince: null,
    probeRequestedAt: null,
    updatedAt: 0,
    ...changes,
  };
}

export const anyDelivery: QueuedDelivery = {
  tenantId: 'acme',
  webhookId: 'wh-1',
  sequence: 1,
  eventId: 'et-1',
  type: 'USER_CREATED',
  sourceId: 's',
  userId: null,
  sessionId: null,
  body: '{}',
  attempts: 0,
  attemptsBefore: 0,
  dueAt: null,
  createdAt: 0,
};

export interface Once {
  guard?: GuardPolicy;
  egress?: Egress;
  sender?: Sender;
}

export async function sendOnce(endpoint: Endpoint, { guard = loopback, egress = {}, sender }: Once = {}) {
  const by = sender ?? new Sender({ guard, egress });
  try {
    return await new Promise<AttemptResponse>((resolve) => by.send(endpoint, anyDelivery, resolve));
  } finally {
    if (!sender) await by.close();
  }
}
