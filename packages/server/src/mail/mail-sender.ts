import { createTransport } from 'nodemailer';
import type { Mail } from './mail.ts';
import type { MailOutcome } from './mail-verdict.ts';

export interface MailSender {
  /** Resolves even if the mail server refuses the mail or cannot be reached. */
  send(mail: Mail): Promise<MailOutcome>;
  /** Connects and logs in without sending anything. Rejects if connecting or logging in fails. */
  verify(): Promise<void>;
  close(): void;
}

/** Timeouts in ms. */
const limits = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
};

/** `url` is `smtp://user:password@host:port` or `smtps://...`. */
export function createMailSender(url: string): MailSender {
  const transport = createTransport({ url, ...limits, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send(mail) {
      try {
        await transport.sendMail(mail);
        return { accepted: true };
      } catch (error) {
        const failure = error as { command?: string; responseCode?: number; message: string };
        return {
          accepted: false,
          command: failure.command ?? null,
          responseCode: failure.responseCode ?? null,
          message: failure.message,
        };
      }
    },
    verify: async () => void (await transport.verify()),
    close: () => transport.close(),
  };
}
