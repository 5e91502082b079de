/** Who asked for something that the log records: an API key or the portal, and the client's address. */
export interface Requester {
  by: string;
  address: string;
  requestId: string;
}
