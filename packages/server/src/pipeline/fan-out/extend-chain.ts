import { hash } from 'node:crypto';

/** The hash of an endpoint that has no deliveries yet. */
export const emptyChain = '0'.repeat(64);

/** `hash_n` of `hash_{n-1}`, the event's id and its body: what `checkpoint` answers and a receiver can recompute. */
export const extendChain = (previous: string, eventId: string, body: string): string =>
  hash('sha256', `${previous}:${eventId}:${hash('sha256', body)}`);
