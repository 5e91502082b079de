/** An event that is not stored yet. The catalogue of events defines `type` and `data`. */
export interface NewEvent {
  tenantId: string;
  mode: string;
  type: string;
  data: object;
  /** Sent as `data.payload` to endpoints with `includePayload`. Ignored for types without a payload. */
  payload?: object;
  /** The id of an account, an archive or a user, for example. First attempts are made in order for each source. */
  sourceId: string;
  userId?: string;
  sessionId?: string;
}
