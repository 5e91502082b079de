import { expect, test } from 'vitest';
import type { OwnerMail } from '../domain/owner-mails.ts';
import { ownerMail } from './owner-mail.ts';

const from = { publicUrl: 'https://hooks.example.com', fromAddress: 'hooks@example.com' };

const textOf = (type: OwnerMail['type'], pending: number): string => {
  const data = {
    url: 'https://example.com/',
    since: '2026-04-21T09:30:00Z',
    reason: 'It responded with 500.',
    pending,
  };
  const news = {
    type,
    data,
    name: 'orders',
    email: 'owner@example.com',
    mode: 'PRODUCTION',
    eventId: 'evt-1',
  };
  return ownerMail(news as unknown as OwnerMail, from).text;
};

test.each<[OwnerMail['type'], pending: number, says: string]>([
  ['ENDPOINT_FAILING', 0, 'No deliveries are waiting. After 5 days'],
  ['ENDPOINT_FAILING', 1, 'One delivery is waiting. It is kept and retried. After 5 days'],
  ['ENDPOINT_FAILING', 7, '7 deliveries are waiting. They are kept and retried. After 5 days'],
  ['ENDPOINT_DISABLED', 0, 'No deliveries are waiting. When the receiver works again, resume the webhook.\n'],
  [
    'ENDPOINT_DISABLED',
    2,
    'They are kept. When the receiver works again, resume the webhook. Its backlog is then sent.',
  ],
  ['ENDPOINT_RECOVERED', 0, 'No deliveries are waiting.'],
])('the mail about %s with %i deliveries waiting says: %s', (type, pending, says) => {
  expect(textOf(type, pending)).toContain(says);
});
