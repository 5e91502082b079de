import type { RenderedEvent } from './rendered-event.ts';

/** An event that a client has published. With an idempotency key, the client can safely repeat it. */
export interface Publication {
  event: RenderedEvent;
  idempotency?: Idempotency | undefined;
}

export interface Idempotency {
  /** The client's key. */
  key: string;
  /** The SHA-256 of the client's event as JSON with sorted members. */
  digest: string;
  /** The SHA-256 that version 0.1.0 stores for this event. Keys that it has stored are still recognised by it. */
  earlierDigest?: string | undefined;
}

export type PublicationResult =
  | { kind: 'stored'; eventId: string }
  /** The same event was published with this key before, and has the id `eventId`. */
  | { kind: 'repeated'; eventId: string }
  /** Another event was published with this key before. */
  | { kind: 'conflict' };
