/**
 * The states of an invite, in the order of the steps that the invited person takes. `REVOKED` is last. It is
 * set by the tenant, not by a step of the invited person.
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
