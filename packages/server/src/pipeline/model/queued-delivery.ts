/** A delivery in memory: one event that is to be sent to one endpoint. */
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
  attempts: number;
  /** How many attempts were made before the last redelivery or replay. The retry schedule does not count them. */
  attemptsBefore: number;
  /** When the delivery is due, according to the store; null if it is pending. */
  dueAt: number | null;
  /** When the event was created, in ms since 1970. */
  createdAt: number;
  /** W3C trace context of the request or work that caused the event; null if there was no trace. */
  traceparent?: string | null;
}
