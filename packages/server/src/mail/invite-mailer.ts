import { ConfigError } from '../config.ts';
import {
  dropInviteMail,
  hasDueInviteMails,
  leaseInviteMails,
  postponeInviteMail,
  type QueuedMail,
  refuseInviteMail,
} from '../domain/invite-mail-outbox.ts';
import { findInviteById, type InviteRow, markInviteInvited } from '../domain/invites.ts';
import type { Services } from '../services.ts';
import { inviteMail } from './invite-mail.ts';
import { createMailSender } from './mail-sender.ts';
import { type MailVerdict, mailVerdict } from './mail-verdict.ts';

export interface InviteMailer {
  /** Waits for the mails in hand. */
  close(): Promise<void>;
}

const lookEvery = 1000;
const atOnce = 10;

/**
 * Sends the mails that wait in the outbox, those of an earlier process included. Any number of processes may run it.
 * A crash between the mail server's answer and our commit repeats a mail; its Message-ID stays the same.
 * Without a mail server configured nothing is sent, and everything waits for one.
 */
export function startInviteMailer(services: Services): InviteMailer {
  const { smtpUrl, mailFrom } = services.config;
  if (smtpUrl === null) return { close: async () => {} };
  if (mailFrom === null) {
    throw new ConfigError(
      'WINKWIRE_MAIL_FROM (--mail-from) has to name the sender when WINKWIRE_SMTP_URL is set.',
    );
  }
  const sender = createMailSender(smtpUrl);
  let closed = false;
  let wakeUp = () => {};

  async function deliver(queued: QueuedMail): Promise<void> {
    const invite = await findInviteById(services.store, queued.invite_id);
    if (!invite) return void (await dropInviteMail(services.store, queued.invite_id));
    const mail = inviteMail(invite, { publicUrl: services.publicUrl, fromAddress: mailFrom as string });
    const outcome = await sender.send(mail);
    const now = services.now();
    const verdict = mailVerdict(outcome, { attempts: Number(queued.attempts), now, chance: Math.random() });
    await settle(services, invite, verdict);
    // The address is personal data: the log names the invite only.
    services.log.info(
      {
        inviteId: invite.id,
        attempt: Number(queued.attempts),
        outcome: verdict.kind,
        reason: 'reason' in verdict ? verdict.reason : undefined,
      },
      'invite mail attempted',
    );
  }

  async function sendDue(): Promise<void> {
    const now = services.now();
    if (!(await hasDueInviteMails(services.store, now))) return;
    const mails = await services.store.transaction((transaction) =>
      leaseInviteMails(transaction, { now, size: atOnce }),
    );
    await Promise.all(mails.map(deliver));
  }

  async function run(): Promise<void> {
    while (!closed) {
      await sendDue().catch((error: unknown) => services.log.error(error, 'invite mails could not be sent'));
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

async function settle({ store, now }: Services, invite: InviteRow, verdict: MailVerdict): Promise<void> {
  switch (verdict.kind) {
    case 'sent':
      await store.transaction(async (transaction) => {
        await dropInviteMail(transaction, invite.id);
        await markInviteInvited(transaction, invite, now());
      });
      return;
    case 'retry':
      await store.transaction((transaction) => postponeInviteMail(transaction, invite.id, verdict));
      return;
    case 'refused':
      await store.transaction((transaction) =>
        refuseInviteMail(transaction, invite.id, { now: now(), reason: verdict.reason }),
      );
  }
}
