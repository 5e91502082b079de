import { findOwnerMail, ownerMails } from '../domain/owner-mails.ts';
import type { MailKind } from './mail-kind.ts';
import { ownerMail } from './owner-mail.ts';

/**
 * The mails that inform the owner of a webhook that its endpoint is failing or works again, or that it was disabled.
 */
export const ownerMailKind: MailKind = {
  name: 'owner',
  outbox: ownerMails,
  async render({ now, publicUrl, store }, eventId, fromAddress) {
    const news = await findOwnerMail(store, eventId, now());
    return news && { mail: ownerMail(news, { publicUrl, fromAddress }) };
  },
};
