import type { MailOutbox } from '../domain/mail-outbox.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';
import type { Mail } from './mail.ts';

export interface RenderedMail {
  mail: Mail;
  /** What follows once the mail server has accepted the mail, in the transaction that deletes it from the outbox. */
  sent?(transaction: Transaction): Promise<void>;
}

/** One kind of mail: the outbox that it waits in, and how it is rendered when it is sent. */
export interface MailKind {
  /** In the log: `invite`. */
  name: string;
  outbox: MailOutbox;
  /** Undefined if the mail is obsolete. */
  render(services: Services, id: string, fromAddress: string): Promise<RenderedMail | undefined>;
}
