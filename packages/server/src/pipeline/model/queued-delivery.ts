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
  /** Attempts before the last redelivery or replay. The retry schedule does not count them. */
  attemptsBefore: number;
  /** As stored. Null if the delivery is pending. */
  dueAt: number | null;
  /** In ms since 1970. */
  createdAt: number;
  /** The W3C trace context of the event's cause, if any. */
  traceparent?: string | null;
}
