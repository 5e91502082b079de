import type { RenderedEvent } from './rendered-event.ts';

/** An event that was published from outside, with what makes the request safe to repeat. */
export interface Publication {
  event: RenderedEvent;
  /** The request's `Idempotency-Key`, and the SHA-256 of its body. */
  idempotency?: { key: string; digest: string } | undefined;
}

export type PublicationResult =
  | { kind: 'stored'; eventId: string }
  /** The same key and body came before; `eventId` is what was stored then. */
  | { kind: 'repeated'; eventId: string }
  /** The key came before with another body. */
  | { kind: 'conflict' };
