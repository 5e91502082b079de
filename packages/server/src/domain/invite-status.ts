/** The states of an invite in the order in which they are reached; a state is never left for an earlier one. */
export const inviteStatuses = [
  'INVITED',
  'EMAIL_OPENED',
  'LANDING_PAGE_OPENED',
  'WINK_WIDGET_OPENED',
  'LINKED',
  'REVOKED',
] as const;

export type InviteStatus = (typeof inviteStatuses)[number];

/** Those states from which `next` is a step forward. */
export const statusesBefore = (next: InviteStatus): readonly InviteStatus[] =>
  inviteStatuses.slice(0, inviteStatuses.indexOf(next));
