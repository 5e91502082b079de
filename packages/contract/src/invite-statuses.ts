/** How far an invited person has come, from first to last. */
export const inviteStatuses = [
  'INVITED',
  'EMAIL_OPENED',
  'LANDING_PAGE_OPENED',
  'WINK_WIDGET_OPENED',
  'LINKED',
  'REVOKED',
] as const;
export type InviteStatus = (typeof inviteStatuses)[number];
