import type { Config } from '../config.ts';
import { createMailSender } from '../mail/mail-sender.ts';
import { failed, ok, type Result, skipped, warning } from './finding.ts';

/** Checks whether the mail server accepts a connection and the login. No e-mail is sent. */
export async function checkMail({ mailFrom, smtpUrl }: Config): Promise<Result> {
  if (smtpUrl === null)
    return skipped('No mail server is set, so invitations wait, and owners of webhooks are not notified.');
  if (mailFrom === null) return warning('A mail server is set without a sender.', 'Set WINKWIRE_MAIL_FROM.');
  const sender = createMailSender(smtpUrl);
  const { host } = new URL(smtpUrl);
  try {
    await sender.verify();
    return ok(`${host} accepts e-mails.`);
  } catch (error) {
    return failed(
      `${host} refuses: ${(error as Error).message}`,
      'Check WINKWIRE_SMTP_URL, its user and password.',
    );
  } finally {
    sender.close();
  }
}
