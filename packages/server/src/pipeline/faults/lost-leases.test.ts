import { expect, test } from 'vitest';
import { awayWhile } from '../testing/away-while.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';

const leaseTimes = { leaseMs: 2000, renewMs: 100, requestMs: 500 };

test('an outage in which the leases end makes nobody send again what was answered before', async () => {
  await using receiver = await startReceiver();
  await using other = await startReceiver();
  await using delivering = await startDelivering({ roles: ['api'] });
  const { store } = delivering.services;
  const [away, unrecorded] = [{ is: false }, { is: false }];
  const faulty = awayWhile(awayWhile(store, away), unrecorded, ['recordOutcomes']);
  await using _ = await startDispatcher(delivering, { store: faulty, leaseTimes });
  await delivering.webhook(receiver.url);
  unrecorded.is = true;
  await delivering.append({ data: { n: 1 } });
  await receiver.count(1);
  away.is = true;
  const held = 'select count(*) as held from shards where leased_until > $1';
  await expect.poll(() => store.get(held, [Date.now()]), { timeout: 5000 }).toEqual({ held: 0 });
  await delivering.webhook(other.url);
  away.is = false;
  // The endpoints are read again: this one is delivered to, while what came of the first request is not written yet.
  await delivering.append({ data: { n: 2 } });
  await other.count(1);
  unrecorded.is = false;
  await receiver.count(2);
  expect(receiver.received.map(({ event: { data } }) => data.n)).toEqual([1, 2]);
});
