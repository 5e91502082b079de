/** The states of an invite, in the order of its steps. Only the tenant can set `REVOKED`. */
export const inviteStatuses = [
  'INVITED',
  'EMAIL_OPENED',
  'LANDING_PAGE_OPENED',
  'WINK_WIDGET_OPENED',
  'LINKED',
  'REVOKED',
] as const;
export type InviteStatus = (typeof inviteStatuses)[number];
