/** Who has requested an action that is logged: an API key or a person in the portal, and the client's address. */
export interface Requester {
  by: string;
  address: string;
  requestId: string;
}
