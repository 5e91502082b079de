import { type RequestHeaders, readHeader } from './headers.ts';

/** What a delivery's headers say about it. `sequence` and `sessionId` are not covered by any signature. */
export interface DeliveryHeaders {
  /** The event's place in this endpoint's own sequence without gaps, from 1. Null when the header is absent. */
  sequence: number | null;
  /** The widget session that caused the event, `ws-...`. It equals `sessionId` of the page's callbacks. */
  sessionId: string | null;
  /** When this attempt was signed, in whole seconds since 1970. */
  timestamp: number | null;
}

export const readDeliveryHeaders = (headers: RequestHeaders): DeliveryHeaders => ({
  sequence: readCount(readHeader(headers, 'webhook-sequence')),
  sessionId: readHeader(headers, 'webhook-session'),
  timestamp: readCount(readHeader(headers, 'webhook-timestamp')),
});

const readCount = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
