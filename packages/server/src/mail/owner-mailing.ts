import { findOwnerMail, ownerMails } from '../domain/owner-mails.ts';
import type { Mailing } from './mailing.ts';
import { ownerMail } from './owner-mail.ts';

/** What owners of endpoints are written about the health of those. */
export const ownerMailing: Mailing = {
  name: 'owner',
  outbox: ownerMails,
  async write({ now, publicUrl, store }, eventId, fromAddress) {
    const news = await findOwnerMail(store, eventId, now());
    return news && { mail: ownerMail(news, { publicUrl, fromAddress }) };
  },
};
