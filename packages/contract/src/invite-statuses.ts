/**
 * The states of an invite: `INVITED`, and then one state for each step that the invited person takes, in order. Only
 * the tenant can set `REVOKED`.
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
