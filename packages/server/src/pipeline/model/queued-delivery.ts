/** One event for one endpoint, in memory on its way out. */
export interface QueuedDelivery {
  tenantId: string;
  webhookId: string;
  sequence: number;
  eventId: string;
  type: string;
  sourceId: string;
  userId: string | null;
  sessionId: string | null;
  /** The exact text to sign and send. */
  body: string;
  /** Made before. */
  attempts: number;
  /** Of these, how many count no longer because it was made due by hand since. */
  attemptsBefore: number;
  /** When it was due, as the store had it; null for a first attempt. */
  dueAt: number | null;
  /** ms since 1970, when the event was stored. */
  createdAt: number;
  /** W3C trace context of what caused the event; null while traces are off. */
  traceparent?: string | null;
}
