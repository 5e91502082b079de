import { expect, test } from 'vitest';
import { startDelivering } from '../testing/start-delivering.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';

test('slow endpoints that could use every request leave room for one that responds', async () => {
  await using slow = await startReceiver();
  await using quick = await startReceiver();
  await using delivering = await startDelivering({ roles: ['api'] });
  await using _ = await startDispatcher(delivering, { requestLimit: 40 });
  slow.behave(() => {});
  for (let n = 0; n < 4; n++) await delivering.webhook(slow.url);
  const events = Array.from({ length: 40 }, (_, n) => ({ sourceId: `s-${n}` }));
  await delivering.append(...events);
  await slow.count(20);
  await delivering.webhook(quick.url);
  await delivering.append(...events);
  await quick.count(40);
  expect(slow.received.length).toBeLessThan(40);
});
