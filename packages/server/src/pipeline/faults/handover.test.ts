import { expect, test } from 'vitest';
import { startEngine } from '../../store/testing/engines.ts';
import { sentUnrecorded } from '../testing/sent-unrecorded.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startReceiver } from '../testing/start-receiver.ts';

test('a process that joins sends no delivery that the other has in flight', async () => {
  await using engine = await startEngine('postgres');
  await using place = await engine.place();
  await using receiver = await startReceiver();
  await using first = await startDelivering(place.config);
  const { store } = first.services;
  const endpoints = 12;
  for (let n = 0; n < endpoints; n++) await first.webhook(receiver.url);
  const responses: (() => void)[] = [];
  receiver.behave((_, response) => void responses.push(() => response.end()));
  await first.append({});
  await receiver.count(endpoints);

  await using _ = await startDelivering(place.config);
  const shares = async () => {
    const sql = `select count(*) as held from leases where kind = 'shard' group by owner order by held`;
    return (await store.all<{ held: number }>(sql)).map(({ held }) => held);
  };
  // The second process gets 32 of 64 shards. It gets those with deliveries in flight only after their responses.
  await expect
    .poll(async () => (await shares()).length > 1 && (await shares())[0])
    .toBeGreaterThanOrEqual(32 - endpoints);
  for (const respond of responses) respond();
  receiver.behave((_, response) => void response.end());
  await expect.poll(shares).toEqual([32, 32]);
  await first.append({});
  const open = `select count(*) as open from deliveries where state <> 'delivered'`;
  await expect.poll(() => store.get(open)).toEqual({ open: 0 });
  expect(await sentUnrecorded(store, receiver)).toEqual([]);
}, 120_000);
