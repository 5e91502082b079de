import { expect, test } from 'vitest';
import type { Store } from '../../store/store.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';

/** `most` returns the highest number of reads of deliveries that ran at the same time. */
function watchReads(store: Store): { store: Store; most(): number } {
  let running = 0;
  let most = 0;
  const watched = new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'all') return value.bind(target);
      return async (...given: Parameters<Store['all']>) => {
        const counts = given[0].includes('from deliveries') ? 1 : 0;
        running += counts;
        most = Math.max(most, running);
        try {
          return await target.all(...given);
        } finally {
          running -= counts;
        }
      };
    },
  });
  return { store: watched, most: () => most };
}

test('however many endpoints have a backlog, few of them are read at a time after a start', async () => {
  await using receiver = await startReceiver();
  await using delivering = await startDelivering({ roles: ['api'] });
  const endpoints = 40;
  for (let n = 0; n < endpoints; n++) await delivering.webhook(receiver.url);
  await delivering.append({});
  const { store, most } = watchReads(delivering.services.store);
  await using _dispatcher = await startDispatcher(delivering, { store });
  await receiver.count(endpoints);
  expect(most()).toBeGreaterThan(1);
  expect(most()).toBeLessThanOrEqual(6);
});
