/** An event as stored. Its bodies are the exact texts that are signed and sent, in plain ASCII. */
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
  /** The body for endpoints with `includePayload`. Null if there is no payload. */
  payloadBody: string | null;
  /** The W3C trace context of the event's cause, if any. */
  traceparent: string | null;
}

/** Both bodies together. */
export const charactersOf = ({ body, payloadBody }: RenderedEvent): number =>
  body.length + (payloadBody?.length ?? 0);
