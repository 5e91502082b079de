import type { RenderedEvent } from './rendered-event.ts';

/** An event that a client has published, with the key that makes the request safe to repeat. */
export interface Publication {
  event: RenderedEvent;
  /** The request's `Idempotency-Key`, and the SHA-256 of the request's body. */
  idempotency?: { key: string; digest: string } | undefined;
}

export type PublicationResult =
  | { kind: 'stored'; eventId: string }
  /** The same key and body were published before. `eventId` is the event that was stored then. */
  | { kind: 'repeated'; eventId: string }
  /** The same key was published before with another body. */
  | { kind: 'conflict' };
