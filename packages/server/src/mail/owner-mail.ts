import { timestamp } from '@winkwire/contract/timestamp';
import type { OwnerMail } from '../domain/owner-mails.ts';
import { disableAfterMs } from '../pipeline/deliver/endpoint-health.ts';
import type { Mail } from './mail.ts';
import { mailLayout } from './mail-layout.ts';

/** Renders the mail to the owner of a webhook whose endpoint is failing, was disabled or has recovered. */
export function ownerMail(
  news: OwnerMail,
  { publicUrl, fromAddress }: { publicUrl: string; fromAddress: string },
): Mail {
  const { eventId, mode, name, email } = news;
  const { subject, body } = words(news);
  const link = `${publicUrl}/portal/${mode.toLowerCase()}/webhooks/${news.data.webhookId}`;
  const button = 'Open the webhook';
  const note = `You get this because your address is kept with the webhook ${name} (${mode.toLowerCase()}). Edit the webhook to change that.`;
  return {
    from: { name: 'Winkwire', address: fromAddress },
    to: { name: '', address: email },
    subject: subject.replaceAll(/\s+/g, ' '),
    text: `${body}\n\n${button}:\n${link}\n\n${note}\n`,
    html: mailLayout({ company: { name: 'Winkwire' }, body, button, link, note }),
    messageId: `<${eventId}@${fromAddress.split('@').at(-1)}>`,
  };
}

function words({ type, data, name }: OwnerMail): { subject: string; body: string } {
  const { url, since, reason, pending } = data;
  const days = disableAfterMs / 86_400_000;
  switch (type) {
    case 'ENDPOINT_FAILING':
      return {
        subject: `${name} is failing`,
        body: `Since ${readable(since)} no delivery to ${url} has succeeded.\n\n${reason}\n\n${waiting(pending)} and retried. After ${days} days without a success the webhook is disabled; its events are kept then too.`,
      };
    case 'ENDPOINT_DISABLED':
      return {
        subject: `${name} was disabled`,
        body: `Nothing is sent to ${url} any more.\n\n${reason}\n\n${waiting(pending)}. Resume the webhook once its receiver works: they are sent then, in order.`,
      };
    case 'ENDPOINT_RECOVERED':
      return {
        subject: `${name} works again`,
        body: `Deliveries to ${url} succeed again. It had been failing since ${readable(since)}.\n\n${pending === 0 ? 'Nothing waits.' : `${pending === 1 ? 'One delivery still waits and is' : `${pending} deliveries still wait and are`} being sent.`}`,
      };
  }
}

const waiting = (pending: number): string =>
  pending === 1
    ? 'One delivery waits for it: it is kept'
    : `${pending} deliveries wait for it: they are kept`;

/** Formats a time as `2026-04-21 09:30 UTC`. */
const readable = (time: string): string =>
  `${timestamp(Date.parse(time)).slice(0, 16).replace('T', ' ')} UTC`;
