/**
 * Who has requested an action that is written to the server's log: an API key or a person in the portal, and the
 * address of the client.
 */
export interface Requester {
  by: string;
  address: string;
  requestId: string;
}
