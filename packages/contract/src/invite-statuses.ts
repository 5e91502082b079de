/** The steps of an invited person, from the first to the last. */
export const inviteStatuses = [
  'INVITED',
  'EMAIL_OPENED',
  'LANDING_PAGE_OPENED',
  'WINK_WIDGET_OPENED',
  'LINKED',
  'REVOKED',
] as const;
export type InviteStatus = (typeof inviteStatuses)[number];
