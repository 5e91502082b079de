import type { MailOutbox } from '../domain/mail-outbox.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';
import type { Mail } from './mail.ts';

export interface RenderedMail {
  mail: Mail;
  /** Called when the mail server has accepted the mail, in the transaction that deletes the mail from the outbox. */
  sent?(transaction: Transaction): Promise<void>;
}

export interface MailKind {
  /** The name of the kind in the log, such as `invite`. */
  name: string;
  outbox: MailOutbox;
  /** Undefined if the mail is obsolete. */
  render(services: Services, id: string, fromAddress: string): Promise<RenderedMail | undefined>;
}
