import { findOwnerMail, ownerMails } from '../domain/owner-mails.ts';
import type { MailKind } from './mail-kind.ts';
import { ownerMail } from './owner-mail.ts';

/** Mails to the owner of a webhook whose endpoint is failing, works again or is disabled. */
export const ownerMailKind: MailKind = {
  name: 'owner',
  outbox: ownerMails,
  async render({ now, publicUrl, store }, eventId, fromAddress) {
    const news = await findOwnerMail(store, eventId, now());
    return news && { mail: ownerMail(news, { publicUrl, fromAddress }) };
  },
};
