import type { Config } from '../config.ts';
import { createMailSender } from '../mail/mail-sender.ts';
import { failed, ok, type Result, skipped } from './finding.ts';

/** Sends no e-mail. */
export async function checkMail({ smtpUrl }: Config): Promise<Result> {
  if (smtpUrl === null)
    return skipped('No mail server is set, so invitations wait, and owners of webhooks are not notified.');
  const sender = createMailSender(smtpUrl);
  const { host } = new URL(smtpUrl);
  try {
    await sender.verify();
    return ok(`${host} can be reached, and accepts the user name and password if there are any.`);
  } catch (error) {
    return failed(
      `${host} cannot be used: ${(error as Error).message}`,
      'Check the address, the user name and the password in WINKWIRE_SMTP_URL.',
    );
  } finally {
    sender.close();
  }
}
