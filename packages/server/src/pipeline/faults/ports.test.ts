import { expect, test } from 'vitest';
import { testWebhook } from '../../actions/test-webhook.ts';
import { startEngine } from '../../store/testing/engines.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startReceiver } from '../testing/start-receiver.ts';

test('neither tests nor deliveries are sent to a port that is no longer permitted', async () => {
  await using receiver = await startReceiver();
  await using engine = await startEngine('sqlite');
  await using place = await engine.place();
  {
    await using before = await startDelivering(place.config);
    await before.webhook(receiver.url, { delivery: { retryDelays: [] } });
    await before.append({});
    await receiver.count(1);
  }
  await using delivering = await startDelivering({ ...place.config, webhookPorts: ['443'] });
  const { services, caller } = delivering;
  const [webhook] = await services.store.all<{ id: string }>('select id from webhooks');
  const tried = await testWebhook(services, caller, { id: webhook!.id, eventType: 'USER_CREATED' });
  expect(tried).toMatchObject({ delivered: false, error: 'ADDRESS_REFUSED' });
  await delivering.append({ sourceId: 'b' });
  const errors = () => services.store.all('select error from attempts order by sequence');
  await expect.poll(errors).toEqual([{ error: null }, { error: 'ADDRESS_REFUSED' }]);
  expect(receiver.received).toHaveLength(1);
});
