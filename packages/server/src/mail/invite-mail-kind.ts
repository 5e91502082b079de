import { inviteMails } from '../domain/invite-mails.ts';
import { findInviteById, markInviteInvited } from '../domain/invites.ts';
import { inviteMail } from './invite-mail.ts';
import type { MailKind } from './mail-kind.ts';

/** An invitation counts as sent when the mail server has accepted its mail. */
export const inviteMailKind: MailKind = {
  name: 'invite',
  outbox: inviteMails,
  async render(services, inviteId, fromAddress) {
    const { now, store } = services;
    const invite = await findInviteById(store, inviteId);
    return (
      invite && {
        mail: inviteMail(invite, services, fromAddress),
        sent: (transaction) => markInviteInvited(transaction, invite, now()),
      }
    );
  },
};
