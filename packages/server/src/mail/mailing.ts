import type { MailOutbox } from '../domain/mail-outbox.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';
import type { Mail } from './mail.ts';

export interface Letter {
  mail: Mail;
  /** What else follows once the mail server accepted it, in the transaction that takes it from the outbox. */
  sent?(transaction: Transaction): Promise<void>;
}

/** One kind of mail: where it waits, and how it is written at the time of sending. */
export interface Mailing {
  /** In the log: `invite`. */
  name: string;
  outbox: MailOutbox;
  /** Undefined when it is not to be sent any more. */
  write(services: Services, id: string, fromAddress: string): Promise<Letter | undefined>;
}
