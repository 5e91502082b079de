import { inviteMails } from '../domain/invite-mails.ts';
import { findInviteById, markInviteInvited } from '../domain/invites.ts';
import { inviteMail } from './invite-mail.ts';
import type { Mailing } from './mailing.ts';

/** An invitation counts as sent, with its event, once the mail server accepted it. */
export const inviteMailing: Mailing = {
  name: 'invite',
  outbox: inviteMails,
  async write({ now, publicUrl, store }, inviteId, fromAddress) {
    const invite = await findInviteById(store, inviteId);
    return (
      invite && {
        mail: inviteMail(invite, { publicUrl, fromAddress }),
        sent: (transaction) => markInviteInvited(transaction, invite, now()),
      }
    );
  },
};
