/**
 * An event as the event log stores it. Its bodies are the exact texts that are signed and sent in each attempt, in
 * plain ASCII.
 */
export interface RenderedEvent {
  id: string;
  tenantId: string;
  mode: string;
  type: string;
  sourceId: string;
  userId: string | null;
  sessionId: string | null;
  bucket: number;
  /** In ms since 1970. */
  at: number;
  /** `YYYY-MM-DDTHH:mm:ssZ`, as in the body. */
  createdAt: string;
  body: string;
  /** The body for endpoints with `includePayload`; null if the event has no payload. */
  payloadBody: string | null;
  /** W3C trace context of the request or work that caused the event; null if there was no trace. */
  traceparent: string | null;
}

/** The length of an event's two bodies together, in characters. */
export const charactersOf = ({ body, payloadBody }: RenderedEvent): number =>
  body.length + (payloadBody?.length ?? 0);
