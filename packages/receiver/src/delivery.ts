import { type RequestHeaders, readHeader } from './headers.ts';

/** What a delivery says about itself in headers. Signatures do not cover it. */
export interface Delivery {
  /** The event's place in this endpoint's own gapless sequence, from 1; null when the sender does not say. */
  sequence: number | null;
  /** The widget session in which the event was caused, `ws-...`; equal to `sessionId` of the page's callbacks. */
  sessionId: string | null;
  /** Whole seconds since 1970: when this attempt was signed. */
  timestamp: number | null;
}

export const readDelivery = (headers: RequestHeaders): Delivery => ({
  sequence: readCount(readHeader(headers, 'webhook-sequence')),
  sessionId: readHeader(headers, 'webhook-session'),
  timestamp: readCount(readHeader(headers, 'webhook-timestamp')),
});

const readCount = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
