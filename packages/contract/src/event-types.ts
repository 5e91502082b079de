/** The types of events that webhooks can subscribe to, in the contract's order. */
export const eventTypes = [
  'USER_CREATED',
  'ACCOUNT_CREATED',
  'ACCOUNT_CONNECTED',
  'ACCOUNT_DISCONNECTED',
  'ACCOUNT_FAILED',
  'TASK_STARTED',
  'TASK_FINISHED',
  'ACCOUNT_SYNC_TASK_FINISHED',
  'ARCHIVE_STARTED',
  'ARCHIVE_ANALYZED',
  'ARCHIVE_REVOKED',
  'ARCHIVE_FAILED',
  'INVITE_INVITED',
  'INVITE_LINKED',
  'IDENTITY_ADDED',
  'RATING_ADDED',
  'TRANSACTIONS_ADDED',
  'DOCUMENTS_ADDED',
  'DOCUMENTS_UPDATED',
  'EMPLOYMENTS_ADDED',
  'EMPLOYMENTS_UPDATED',
  'INCOMES_ADDED',
  'INCOMES_UPDATED',
  'CONTRIBUTIONS_ADDED',
  'CONTRIBUTIONS_UPDATED',
  'EINCOMES_ADDED',
  'EINCOMES_UPDATED',
  'LIABILITIES_ADDED',
  'LIABILITIES_UPDATED',
  'INSIGHT_ADDED',
  'LINK_ADDED',
  'VERIFICATION_STARTED',
  'VERIFICATION_COMPLETED',
  'RECORD_CREATED',
  'RECORD_COMPLETED',
  'USER_SESSION_COMPLETED',
  'USER_SESSION_RESET',
] as const;

/** Winkwire's own types, about the endpoints themselves. `ALL_EVENTS` does not include them. */
export const endpointEventTypes = ['ENDPOINT_FAILING', 'ENDPOINT_DISABLED', 'ENDPOINT_RECOVERED'] as const;

export type EventType = (typeof eventTypes)[number] | (typeof endpointEventTypes)[number];

/** A subscription wildcard, never the type of an event. */
export const ALL_EVENTS = 'ALL_EVENTS';

/** Types whose `data.payload` has the source's data, for endpoints with `includePayload`. It is null for others. */
export const payloadEventTypes = ['TASK_FINISHED', 'ACCOUNT_SYNC_TASK_FINISHED'] as const;

export const hasSourcePayload = (type: string): boolean =>
  (payloadEventTypes as readonly string[]).includes(type);
