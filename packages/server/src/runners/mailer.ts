import type { QueuedMail } from '../domain/mail-outbox.ts';
import type { MailKind, RenderedMail } from '../mail/mail-kind.ts';
import { createMailSender, type MailSender } from '../mail/mail-sender.ts';
import { loggableFailure, mailVerdict } from '../mail/mail-verdict.ts';
import { FastCounter } from '../metrics/fast-counter.ts';
import { Loop } from '../platform/loop.ts';
import type { Services } from '../platform/services.ts';

const intervalMs = 1000;
const batchSize = 10;

/**
 * Sends the stored e-mails. After a crash, an e-mail may be sent again with the same Message-ID. Without a mail server,
 * e-mails stay in the store.
 */
export function startMailer(
  services: Services,
  kinds: readonly MailKind[],
  outcomes = new FastCounter(),
): { close(): Promise<void> } {
  const { config, log } = services;
  const { smtpUrl, mailFrom } = config;
  if (smtpUrl === null || mailFrom === null) return { close: async () => {} };
  const sender = createMailSender(smtpUrl);
  // Each kind has a loop, so that a failing kind does not stop the others.
  const loops = kinds.map((kind) => {
    const run = (): Promise<void> => sendDue({ services, sender, outcomes, from: mailFrom }, kind);
    return new Loop({ name: 'mail', log, intervalMs, run });
  });
  for (const loop of loops) void loop.start();
  return {
    async close() {
      await Promise.all(loops.map((loop) => loop.close()));
      sender.close();
    },
  };
}

interface Context {
  services: Services;
  sender: MailSender;
  outcomes: FastCounter;
  from: string;
}

async function sendDue(context: Context, kind: MailKind): Promise<void> {
  const { leases, now, store } = context.services;
  await leases.sweep();
  if (!(await kind.outbox.hasDue(store, now()))) return;
  const mails = await store.transaction((transaction) =>
    kind.outbox.acquire(transaction, leases, { now: now(), size: batchSize }),
  );
  await Promise.all(
    mails.map(async (mail) => {
      const lease = leases.keep(kind.outbox.table, mail.id);
      try {
        await sendOne(context, kind, mail);
      } finally {
        await lease.release();
      }
    }),
  );
}

async function sendOne(context: Context, kind: MailKind, mail: QueuedMail): Promise<void> {
  const { services, sender, outcomes, from } = context;
  const { log, now, store } = services;
  const { id } = mail;
  const attempts = Number(mail.attempts);
  const rendered = await kind.render(services, id, from);
  if (!rendered) return void (await kind.outbox.drop(store, id));
  const outcome = await sender.send(rendered.mail);
  const verdict = mailVerdict(outcome, { attempts, now: now(), chance: Math.random() });
  outcomes.add(verdict.kind);
  const failure = outcome.accepted ? {} : loggableFailure(outcome);
  // The address is personal data, so the log has the e-mail's kind and id.
  log.info({ mail: kind.name, id, attempt: attempts, outcome: verdict.kind, ...failure }, 'mail.attempted');
  if (verdict.kind === 'sent') await settle(services, kind, { id, rendered });
  else if (verdict.kind === 'retry') await kind.outbox.postpone(store, id, verdict);
  else await kind.outbox.refuse(store, id, { now: now(), reason: verdict.reason });
}

const settle = (
  { store }: Services,
  { outbox }: MailKind,
  { id, rendered }: { id: string; rendered: RenderedMail },
): Promise<void> =>
  store.transaction(async (transaction) => {
    await outbox.drop(transaction, id);
    await rendered.sent?.(transaction);
  });
