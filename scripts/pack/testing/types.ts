import { useSmileLink, WinkWidget } from '@winkwire/react';
import { createReceiver, type Handler, verifyWebhook } from '@winkwire/receiver';
import { nodeHandler } from '@winkwire/receiver/node';
import { webHandler } from '@winkwire/receiver/web';
import { SmileLinkModal } from '@winkwire/widget';

/* A customer's compiler must accept some of this code, and refuse the rest. */

const receiver = createReceiver({ secrets: 'secret' });
receiver.on('ACCOUNT_FAILED', ({ data }) => {
  const code: string = data.errorCode;
  // @ts-expect-error A failed account has no count.
  return [code, data.count];
});
receiver.on('ACCOUNT_*', (event, { sequence }) => {
  const account: string | null = event.type === 'ACCOUNT_CREATED' ? event.data.accountId : null;
  // @ts-expect-error `ACCOUNT_*` does not include this type.
  return [account, sequence, event.type === 'USER_CREATED'];
});
// @ts-expect-error There is no such event.
receiver.on('ACCOUNT_EXPLODED', () => {});
export const handlers = [nodeHandler(receiver), webHandler(receiver)];
export const handler: Handler<'TASK_FINISHED'> = ({ data }) => data.payload?.incomes?.items.length;
export const event = verifyWebhook({ headers: {}, body: '' }, { secrets: 'secret' });

export const modal = new SmileLinkModal({
  userToken: 'token',
  apiHost: 'https://link.example.com',
  container: '#place',
  onUploadsCreated: ({ uploads, userId }) => [uploads[0]?.id, userId.length],
  // @ts-expect-error There is no such theme.
  theme: 'blue',
});

export const Link = () => {
  useSmileLink({
    scriptUrl: 'https://link.example.com/v2/smile.v2.js',
    userToken: null,
    onAccountConnected: ({ accountId, eventId }) => [accountId.length, eventId.length],
    // @ts-expect-error There is no such reason.
    onClose: ({ reason }) => reason === 'because',
  });
  return WinkWidget;
};
