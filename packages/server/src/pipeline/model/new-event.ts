/** An event before it is stored; `type` and `data` are those of the catalogue. */
export interface NewEvent {
  tenantId: string;
  mode: string;
  type: string;
  data: object;
  /** Given to endpoints with `includePayload`, as `data.payload`; absent for types that have none. */
  payload?: object;
  /** Account, archive or user: first attempts leave in order for each source. */
  sourceId: string;
  userId?: string;
  sessionId?: string;
}
