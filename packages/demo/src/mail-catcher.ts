import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  id: string;
  /** When the mail arrived, in ms since 1970. */
  receivedAt: number;
  from: string;
  replyTo: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
}

export interface MailCatcher {
  /** The value for `WINKWIRE_SMTP_URL`, such as `smtp://127.0.0.1:PORT`. */
  readonly url: string;
  /** The last 200 mails, newest first. */
  list(): CaughtMail[];
  find(id: string): CaughtMail | undefined;
  close(): Promise<void>;
}

const kept = 200;

/**
 * Starts a mail server on a free port of the loopback address. It accepts every mail, and keeps the last 200 in memory.
 */
export async function createMailCatcher(): Promise<MailCatcher> {
  const mails: CaughtMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        const to = Array.isArray(mail.to) ? mail.to : mail.to ? [mail.to] : [];
        mails.unshift({
          id: randomUUID(),
          receivedAt: Date.now(),
          from: mail.from?.text ?? '',
          replyTo: mail.replyTo?.text ?? '',
          to: to.map((address) => address.text).join(', '),
          subject: mail.subject ?? '',
          text: mail.text ?? '',
          html: typeof mail.html === 'string' ? mail.html : null,
        });
        mails.length = Math.min(mails.length, kept);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // Without this listener, a client that disconnects in the middle of a mail would end `winkwire dev`.
  server.on('error', () => {});
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    list: () => [...mails],
    find: (id) => mails.find((mail) => mail.id === id),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
