import pino from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newProcessId } from '../../platform/process-id.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { type Engine, startEngine } from '../../store/testing/engines.ts';
import { awayWhile } from '../testing/away-while.ts';
import { type CountedCalls, countCalls } from '../testing/count-calls.ts';
import { setClock } from '../testing/set-clock.ts';
import { ShardLeases } from './shard-leases.ts';

const log = pino({ level: 'silent' });
const hour = 60 * 60 * 1000;

/** Resolves when three more renewals have begun, so that at least two of them have ended. */
async function severalMore(renewals: CountedCalls): Promise<void> {
  const { calls } = renewals;
  await expect.poll(() => renewals.calls, { timeout: 10_000 }).toBeGreaterThanOrEqual(calls + 3);
}

describe.each(['sqlite', 'postgres'] as const)('leases on %s', (name) => {
  let engine: Engine;
  const cleanups: (() => unknown)[] = [];
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function open(): Promise<Store> {
    const place = await engine.place();
    const store = await openStore(place.config);
    cleanups.push(
      () => place[Symbol.asyncDispose](),
      () => store.close(),
    );
    return store;
  }

  async function startLeases(
    store: Store,
    isIdle = () => true,
    { leaseMs, renewMs } = { leaseMs: 2000, renewMs: 100 },
  ): Promise<{ leases: ShardLeases; changes: number[]; renewals: CountedCalls }> {
    const changes: number[] = [];
    const renewals = countCalls(store, ['transaction']);
    const leases = new ShardLeases({
      store: renewals.store,
      processId: newProcessId(),
      log,
      isIdle,
      onChanged: (acquired, lost) => changes.push(acquired.length, -lost.length),
      times: { leaseMs, renewMs, requestMs: 500 },
    });
    await leases.start();
    cleanups.push(() => leases.close());
    return { leases, changes, renewals };
  }

  test.each([-hour, hour])(
    'the only process keeps all shards when its clock is set by %d ms',
    async (step) => {
      const { leases, changes, renewals } = await startLeases(await open());
      using clock = setClock();
      clock.jump(step);
      await severalMore(renewals);
      expect([leases.shards.size, leases.mayStart()]).toEqual([64, true]);
      clock.jump(-step);
      await severalMore(renewals);
      expect([leases.shards.size, leases.mayStart()]).toEqual([64, true]);
      expect(changes).toEqual([64, -0]);
    },
  );

  test('a process that notices too late that its leases have ended loses its shards before it acquires them again', async () => {
    const store = await open();
    const { leases, changes, renewals } = await startLeases(store);
    await store.run(`delete from leases where kind = 'shard'`);
    await severalMore(renewals);
    expect(leases.shards.size).toBe(64);
    expect(changes).toEqual([64, -0, 0, -64, 64, -0]);
  });

  test('a process that cannot renew its leases stops in time, even if its clock was set back', async () => {
    const store = await open();
    const away = { is: false };
    const { leases } = await startLeases(awayWhile(store, away));
    expect(leases.mayStart()).toBe(true);
    using clock = setClock();
    clock.jump(-hour);
    away.is = true;
    await expect.poll(() => leases.mayStart(), { timeout: 3000 }).toBe(false);
    expect(leases.shards.size).toBe(64);
    await expect.poll(() => leases.shards.size, { timeout: 3000 }).toBe(0);
    away.is = false;
    await expect.poll(() => leases.shards.size, { timeout: 3000 }).toBe(64);
  });

  test('after a suspension nothing starts before the leases are renewed', async () => {
    const { leases } = await startLeases(await open());
    using clock = setClock();
    // The steady clock of a suspended machine stands still, and its wall clock advances.
    clock.jump(hour);
    expect(leases.mayStart()).toBe(false);
    await expect.poll(() => leases.mayStart()).toBe(true);
  });

  test('a shard with requests in flight is not handed over, and the new process waits for it', async () => {
    const store = await open();
    const idle = { is: false };
    // The lease does not end during the test.
    const { leases: first } = await startLeases(store, () => idle.is, { leaseMs: 30_000, renewMs: 100 });
    const { leases: second, renewals: secondRenewals } = await startLeases(store);
    await expect.poll(() => first.shards.size).toBe(32);
    await severalMore(secondRenewals);
    expect(second.shards.size).toBe(0);
    idle.is = true;
    await expect.poll(() => second.shards.size).toBe(32);
    expect(first.shards.size).toBe(32);
  });

  /** No lease is renewed or ends during the test. */
  const never = { leaseMs: 600_000, renewMs: 300_000 };

  test('processes that join get their shares at once, also if they join at the same time', async () => {
    const store = await open();
    const { leases: first } = await startLeases(store, () => true, never);
    const joined = await Promise.all([1, 2, 3].map(() => startLeases(store, () => true, never)));
    const all = [first, ...joined.map(({ leases }) => leases)];
    await expect.poll(() => all.map(({ shards }) => shards.size)).toEqual([16, 16, 16, 16]);
    expect(new Set(all.flatMap(({ shards }) => [...shards])).size).toBe(64);
  });

  test('a busy shard is handed over as soon as it is idle', async () => {
    const store = await open();
    const idle = { is: false };
    const { leases: first } = await startLeases(store, () => idle.is, never);
    const { leases: second } = await startLeases(store, () => true, never);
    await expect.poll(() => first.shards.size).toBe(32);
    expect(second.shards.size).toBe(0);
    idle.is = true;
    await expect.poll(() => second.shards.size).toBe(32);
  });

  test('the shards of a process that ends are taken over at once', async () => {
    const store = await open();
    const { leases: first } = await startLeases(store, () => true, never);
    const { leases: second } = await startLeases(store, () => true, never);
    await expect.poll(() => second.shards.size).toBe(32);
    await first.close();
    await expect.poll(() => second.shards.size).toBe(64);
  });

  test('a shard whose requests never end is handed over when its lease has ended', async () => {
    const store = await open();
    await startLeases(store, () => false);
    const { leases: second } = await startLeases(store);
    await expect.poll(() => second.shards.size, { timeout: 5000 }).toBe(32);
  });
});

describe('two machines on one PostgreSQL', () => {
  test('a machine whose clock is an hour ahead takes no shard from the other', async () => {
    await using engine = await startEngine('postgres');
    await using place = await engine.place();
    const stores = [await openStore(place.config), await openStore(place.config)] as const;
    const renewals = stores.map((store) => countCalls(store, ['transaction']));
    const lost: number[] = [];
    const times = { leaseMs: 2000, renewMs: 100, requestMs: 500 };
    const first = new ShardLeases({
      store: renewals[0]!.store,
      processId: newProcessId(),
      log,
      times,
      isIdle: () => true,
      onChanged: (_, gone) => lost.push(...gone),
    });
    await first.start();
    using clock = setClock();
    clock.jump(hour);
    const second = new ShardLeases({
      store: renewals[1]!.store,
      processId: newProcessId(),
      log,
      times,
      onChanged: () => {},
      isIdle: () => true,
    });
    await second.start();
    await expect.poll(() => second.shards.size, { timeout: 5000 }).toBe(32);
    // The second process keeps its share. The first has lost only the shards that it gave up.
    for (const each of renewals) await severalMore(each);
    expect([first.shards.size, second.shards.size, lost.length]).toEqual([32, 32, 32]);
    await first.close();
    await second.close();
    for (const store of stores) await store.close();
  });
});
