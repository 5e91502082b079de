import { timestamp } from '@winkwire/contract/timestamp';
import type { OwnerMail } from '../domain/owner-mails.ts';
import { disableAfterMs } from '../pipeline/deliver/endpoint-health.ts';
import type { Mail } from './mail.ts';
import { mailLayout } from './mail-layout.ts';

export function ownerMail(
  news: OwnerMail,
  { publicUrl, fromAddress }: { publicUrl: string; fromAddress: string },
): Mail {
  const { eventId, mode, name, email } = news;
  const { subject, body } = words(news);
  const link = `${publicUrl}/portal/${mode.toLowerCase()}/webhooks/${news.data.webhookId}`;
  const button = 'Open the webhook';
  const note = `You receive this because your address is set in the webhook ${name} (${mode.toLowerCase()}). Edit the webhook to change the address.`;
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
        body: `No delivery to ${url} has succeeded since ${readable(since)}.\n\n${reason}\n\n${waiting(pending, ' and retried')} After ${days} days without a success, the webhook is disabled. Its events are kept even then.`,
      };
    case 'ENDPOINT_DISABLED':
      return {
        subject: `${name} was disabled`,
        body: `Nothing is sent to ${url} any more.\n\n${reason}\n\n${waiting(pending)} When the receiver works again, resume the webhook.${pending === 0 ? '' : ' Its backlog is then sent.'}`,
      };
    case 'ENDPOINT_RECOVERED':
      return {
        subject: `${name} works again`,
        body: `Deliveries to ${url} succeed again. The endpoint had been failing since ${readable(since)}.\n\n${pending === 0 ? 'No deliveries are waiting.' : `${pending === 1 ? 'One more delivery is' : `${pending} more deliveries are`} being sent now.`}`,
      };
  }
}

function waiting(pending: number, andMore = ''): string {
  if (pending === 0) return 'No deliveries are waiting.';
  if (pending === 1) return `One delivery is waiting. It is kept${andMore}.`;
  return `${pending} deliveries are waiting. They are kept${andMore}.`;
}

/** Formats a time as `2026-04-21 09:30 UTC`. */
const readable = (time: string): string =>
  `${timestamp(Date.parse(time)).slice(0, 16).replace('T', ' ')} UTC`;
