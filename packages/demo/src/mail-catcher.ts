import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Address } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  id: string;
  /** In ms since 1970. */
  receivedAt: number;
  from: string;
  replyTo: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
}

export interface MailCatcher {
  /** For `WINKWIRE_SMTP_URL`, such as `smtp://127.0.0.1:PORT`. */
  readonly url: string;
  /** The last 200 mails, newest first. */
  list(): CaughtMail[];
  find(id: string): CaughtMail | undefined;
  close(): Promise<void>;
}

const kept = 200;

export async function createMailCatcher(): Promise<MailCatcher> {
  const mails: CaughtMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, _session, done) {
      readMail(stream).then((mail) => {
        mails.unshift(mail);
        mails.length = Math.min(mails.length, kept);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // Without a listener, a client that disconnects in the middle of a mail would stop `winkwire dev`.
  server.on('error', () => {});
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    list: () => [...mails],
    find: (id) => mails.find((mail) => mail.id === id),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function readMail(stream: Readable): Promise<CaughtMail> {
  const mail = await PostalMime.parse(await buffer(stream));
  return {
    id: randomUUID(),
    receivedAt: Date.now(),
    from: mail.from ? addressText(mail.from) : '',
    replyTo: (mail.replyTo ?? []).map(addressText).join(', '),
    to: (mail.to ?? []).map(addressText).join(', '),
    subject: mail.subject ?? '',
    text: mail.text?.trimEnd() ?? '',
    html: mail.html ?? null,
  };
}

const addressText = ({ name, address }: Address): string =>
  name && address ? `${name} <${address}>` : (address ?? name);
