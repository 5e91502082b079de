import type { RenderedEvent } from './rendered-event.ts';

/** An event that a client has published. With an idempotency key, the client can safely repeat it. */
export interface Publication {
  event: RenderedEvent;
  /** The client's key, and the SHA-256 of the client's event as JSON. */
  idempotency?: { key: string; digest: string } | undefined;
}

export type PublicationResult =
  | { kind: 'stored'; eventId: string }
  /** The same event was published with this key before, and has the id `eventId`. */
  | { kind: 'repeated'; eventId: string }
  /** Another event was published with this key before. */
  | { kind: 'conflict' };
