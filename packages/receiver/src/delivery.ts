import { type RequestHeaders, readHeader } from './headers.ts';

/** The content of a delivery's headers. The signature does not cover `sequence` and `sessionId`. */
export interface DeliveryHeaders {
  /** The sequence number of the event for this endpoint, from 1 and without gaps. Null if the header is absent or invalid. */
  sequence: number | null;
  /**
   * The id of the widget session that caused the event, in the form `ws-...`. It equals `sessionId` in the page's
   * callbacks.
   */
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
