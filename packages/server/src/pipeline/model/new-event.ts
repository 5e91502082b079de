/** An event before it is stored. The catalogue of events defines `type` and `data`. */
export interface NewEvent {
  tenantId: string;
  mode: string;
  type: string;
  data: object;
  /** Sent as `data.payload` to endpoints with `includePayload`. Ignored for types without a payload. */
  payload?: object;
  /**
   * The id of the event's source, such as an account, an archive or a user. The first attempts for each source are
   * made in order.
   */
  sourceId: string;
  userId?: string;
  sessionId?: string;
}
