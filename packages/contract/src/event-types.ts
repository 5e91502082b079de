/** The types of events that existing integrations know. */
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

/** The types that Winkwire has added. `ALL_EVENTS` does not include them. */
export const ownEventTypes = [
  'ENDPOINT_FAILING',
  'ENDPOINT_DISABLED',
  'ENDPOINT_RECOVERED',
  'FIELD_CORRECTED',
] as const;

export type EventType = (typeof eventTypes)[number] | (typeof ownEventTypes)[number];

/** Subscribes a webhook to all `eventTypes`, but not to `ownEventTypes`. No event has this type. */
export const ALL_EVENTS = 'ALL_EVENTS';

/** For webhooks with `includePayload`, the `data.payload` of these types contains the source's data. */
export const payloadEventTypes = ['TASK_FINISHED', 'ACCOUNT_SYNC_TASK_FINISHED'] as const;

export const hasSourcePayload = (type: string): boolean =>
  (payloadEventTypes as readonly string[]).includes(type);
