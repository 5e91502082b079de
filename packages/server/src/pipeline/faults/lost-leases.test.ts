import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shardCount } from '../../domain/shard-of.ts';
import { type Engine, startEngine } from '../../store/testing/engines.ts';
import { awayWhile } from '../testing/away-while.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';

const leaseTimes = { leaseMs: 2000, renewMs: 100, requestMs: 500 };

test('after an outage in which the leases ended, no delivery that got its response before is sent again', async () => {
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
  const held = `select count(*) as held from leases where kind = 'shard' and leased_until > $1`;
  await expect.poll(() => store.get(held, [Date.now()])).toEqual({ held: 0 });
  await delivering.webhook(other.url);
  away.is = false;
  // The other endpoint receives this event only if the endpoints were read again. The outcome of the first event has
  // not been recorded yet.
  await delivering.append({ data: { n: 2 } });
  await other.count(1);
  unrecorded.is = false;
  await receiver.count(2);
  expect(receiver.received.map(({ event: { data } }) => data.n)).toEqual([1, 2]);
});

describe.each(['sqlite', 'postgres'] as const)('on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  const states = 'select state, attempts from deliveries order by sequence';

  test('another process delivers the shards of a lost machine once the leases of that machine have ended, and not before', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const { store } = delivering.services;
    await delivering.webhook(receiver.url);
    await delivering.append({});
    // No process of this host can know whether a process of another host is dead.
    const elsewhere = 'another-host/pid:[4026531836]/1/0a1b2c3d';
    const until = Date.now() + 2000;
    const rows = Array.from({ length: shardCount }, (_, shard) => `('shard', '${shard}', $1, $2)`).join(', ');
    await store.run(`insert into leases (kind, id, owner, leased_until) values ${rows}`, [elsewhere, until]);
    await store.run(`insert into leases (kind, id, owner, leased_until) values ('sender', $1, $1, $2)`, [
      elsewhere,
      until,
    ]);
    await using _ = await startDispatcher(delivering, { leaseTimes });
    const [received] = await receiver.count(1);
    expect(received!.at).toBeGreaterThanOrEqual(until);
    await expect.poll(() => store.all(states)).toEqual([{ state: 'delivered', attempts: 1 }]);
    const left = 'select count(*) as left_over from leases where owner = $1';
    expect(await store.get(left, [elsewhere])).toEqual({ left_over: 0 });
  });

  test('a process that cannot reach the database has ended its last request before another sends its first', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const { store } = delivering.services;
    const [first, second] = ['127.0.0.2', '127.0.0.3'];
    const requests: { by: string; n: unknown; from: number; until: number }[] = [];
    receiver.behave(({ event, at }, response) => {
      const by = response.req.socket.remoteAddress!;
      const request = { by, n: event.data.n, from: at, until: Number.POSITIVE_INFINITY };
      requests.push(request);
      response.once('close', () => Object.assign(request, { until: Date.now() }));
      // Nine responses of 900 ms take longer than the lease, so the first process must stop before it has sent all.
      const delayMs = by === second || event.data.n === 0 ? 0 : 900;
      setTimeout(() => response.end(), delayMs);
    });
    const [away, unrecorded] = [{ is: false }, { is: false }];
    const reachable = awayWhile(store, away, ['all', 'get', 'run', 'transaction', 'recordOutcomes']);
    const times = { leaseMs: 6000, renewMs: 100, requestMs: 3000 };
    await using _ = await startDispatcher(delivering, {
      store: awayWhile(reachable, unrecorded, ['recordOutcomes']),
      leaseTimes: times,
      egress: { address: first },
    });
    await delivering.webhook(receiver.url, { delivery: { timeoutSeconds: 2, concurrency: 1 } });
    await delivering.append({ data: { n: 0 } });
    await expect.poll(() => store.all(states)).toEqual([{ state: 'delivered', attempts: 1 }]);
    unrecorded.is = true;
    const waiting = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    await delivering.append(...waiting.map((n) => ({ data: { n }, sourceId: `s-${n}` })));
    await receiver.count(2);
    away.is = true;
    // This update waits until a renewal in progress has been committed. Later renewals do not reach the database.
    await store.run('update leases set id = id');
    const lease = (await store.get<{ until: number }>('select max(leased_until) as until from leases'))!;
    await using __ = await startDispatcher(delivering, { leaseTimes: times, egress: { address: second } });
    await expect.poll(() => store.all(states)).toEqual(Array(10).fill({ state: 'delivered', attempts: 1 }));
    away.is = false;

    const of = (address: string) => requests.filter(({ by }) => by === address);
    // Both processes send in order. The outcome of event 0 was recorded, so the second process does not send it.
    expect(of(first).map(({ n }) => n)).toEqual(of(first).map((_, n) => n));
    expect(of(second).map(({ n }) => n)).toEqual(waiting);
    expect(Math.max(...of(first).map(({ until }) => until))).toBeLessThan(lease.until);
    expect(of(second)[0]!.from).toBeGreaterThanOrEqual(lease.until);
  });
});
