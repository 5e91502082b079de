import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { startDelivering } from './testing/start-delivering.ts';
import { startReceiver } from './testing/start-receiver.ts';

test('an event is delivered with its exact body, its signature and the headers', async () => {
  await using receiver = await startReceiver();
  await using delivering = await startDelivering();
  const webhookId = await delivering.webhook(receiver.url);
  const [id] = await delivering.append({ sessionId: 'ws-1' });
  const [received] = await receiver.count(1);
  expect(Object.keys(received!.event)).toEqual(['id', 'version', 'type', 'createdAt', 'data']);
  expect(received!.event).toMatchObject({ id, version: 1, type: 'USER_CREATED', data: { userId: 'acme-1' } });
  expect(received!.headers).toMatchObject({
    'content-type': 'application/json',
    'smile-signature': createHmac('sha512', 'secret').update(received!.body).digest('hex'),
    'webhook-id': id,
    'webhook-sequence': '1',
    'webhook-session': 'ws-1',
  });
  await expect
    .poll(() => delivering.services.store.get('select state, attempts, last_status from deliveries'))
    .toEqual({ state: 'delivered', attempts: 1, last_status: 200 });
  expect(
    await delivering.services.store.get('select webhook_id, number, status, response_body from attempts'),
  ).toEqual({
    webhook_id: webhookId,
    number: 1,
    status: 200,
    response_body: 'ok',
  });
});

test('events of an endpoint that is inactive wait for it, and leave in order when it is resumed', async () => {
  await using receiver = await startReceiver();
  await using delivering = await startDelivering();
  const { store } = delivering.services;
  const webhookId = await delivering.webhook(receiver.url, { active: false });
  const ids = await delivering.append({}, {}, {});
  await store.run('update webhooks set active = 1 where id = $1', [webhookId]);
  store.hint({ tenantId: 'acme', webhookId, about: 'changed' });
  const received = await receiver.count(3);
  expect(received.map(({ event }) => event.id)).toEqual(ids);
});
