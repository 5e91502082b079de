/**
 * The states of an invite: `INVITED`, and then one state for each step of the invited person, in order. `REVOKED`
 * is last, and is set by the tenant.
 */
export const inviteStatuses = [
  'INVITED',
  'EMAIL_OPENED',
  'LANDING_PAGE_OPENED',
  'WINK_WIDGET_OPENED',
  'LINKED',
  'REVOKED',
] as const;
export type InviteStatus = (typeof inviteStatuses)[number];
