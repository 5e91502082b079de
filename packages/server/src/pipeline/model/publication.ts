import type { RenderedEvent } from './rendered-event.ts';

/** An event that a client has published. If it has an idempotency key, the client can safely publish it again. */
export interface Publication {
  event: RenderedEvent;
  /** The key that the client gave, and the SHA-256 of the client's event as JSON. */
  idempotency?: { key: string; digest: string } | undefined;
}

export type PublicationResult =
  | { kind: 'stored'; eventId: string }
  /** The same event was published with this key before. `eventId` is the id of the event that was stored then. */
  | { kind: 'repeated'; eventId: string }
  /** Another event was published with this key before. */
  | { kind: 'conflict' };
