import type { QueuedMail } from '../domain/mail-outbox.ts';
import type { Services } from '../platform/services.ts';
import { createMailSender } from './mail-sender.ts';
import { mailVerdict } from './mail-verdict.ts';
import type { Letter, Mailing } from './mailing.ts';

export interface Mailer {
  /** Waits for the mails in hand. */
  close(): Promise<void>;
}

const lookEvery = 1000;
const atOnce = 10;

/**
 * Sends the mails that wait in the outboxes, those of an earlier process included. Any number of processes may run it.
 * A crash between the mail server's answer and our commit repeats a mail; its Message-ID stays the same.
 * Without a mail server configured nothing is sent, and everything waits for one.
 */
export function startMailer(services: Services, mailings: readonly Mailing[]): Mailer {
  const { config, log, now, store } = services;
  const { smtpUrl, mailFrom } = config;
  if (smtpUrl === null || mailFrom === null) return { close: async () => {} };
  const from = mailFrom;
  const sender = createMailSender(smtpUrl);
  let closed = false;
  let wakeUp = () => {};

  async function deliver({ name, outbox, write }: Mailing, { id, attempts }: QueuedMail): Promise<void> {
    const letter = await write(services, id, from);
    if (!letter) return void (await outbox.drop(store, id));
    const outcome = await sender.send(letter.mail);
    const verdict = mailVerdict(outcome, { attempts: Number(attempts), now: now(), chance: Math.random() });
    // The address is personal data: the log names what the mail is about only.
    log.info(
      {
        mail: name,
        id,
        attempt: Number(attempts),
        outcome: verdict.kind,
        reason: 'reason' in verdict ? verdict.reason : undefined,
      },
      'mail attempted',
    );
    if (verdict.kind === 'sent') await settle(outbox, id, letter);
    else if (verdict.kind === 'retry') await outbox.postpone(store, id, verdict);
    else await outbox.refuse(store, id, { now: now(), reason: verdict.reason });
  }

  const settle = (outbox: Mailing['outbox'], id: string, letter: Letter): Promise<void> =>
    store.transaction(async (transaction) => {
      await outbox.drop(transaction, id);
      await letter.sent?.(transaction);
    });

  async function sendDue(mailing: Mailing): Promise<void> {
    const { outbox } = mailing;
    if (!(await outbox.hasDue(store, now()))) return;
    const mails = await store.transaction((transaction) =>
      outbox.lease(transaction, { now: now(), size: atOnce }),
    );
    await Promise.all(mails.map((mail) => deliver(mailing, mail)));
  }

  async function run(): Promise<void> {
    while (!closed) {
      for (const mailing of mailings) {
        await sendDue(mailing).catch((error: unknown) => log.error(error, 'mails could not be sent'));
      }
      if (!closed)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, lookEvery);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  }

  const running = run();
  return {
    async close() {
      closed = true;
      wakeUp();
      await running;
      sender.close();
    },
  };
}
