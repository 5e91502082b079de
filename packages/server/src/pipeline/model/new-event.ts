/** An event before it is stored; `type` and `data` are those of the catalogue. */
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
