import { type RequestHeaders, readHeader } from './headers.ts';

/** The content of a delivery's headers. The signature does not cover `sequence` and `sessionId`. */
export interface DeliveryHeaders {
  /** The number of the delivery for this endpoint, from 1, without gaps. Null if the header is absent or invalid. */
  sequence: number | null;
  /** The widget session that caused the event, `ws-...`, as in the page's callbacks. */
  sessionId: string | null;
  /** When this attempt was signed, in seconds since 1970. */
  timestamp: number | null;
}

export const readDeliveryHeaders = (headers: RequestHeaders): DeliveryHeaders => ({
  sequence: readCount(readHeader(headers, 'webhook-sequence')),
  sessionId: readHeader(headers, 'webhook-session'),
  timestamp: readCount(readHeader(headers, 'webhook-timestamp')),
});

const readCount = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
