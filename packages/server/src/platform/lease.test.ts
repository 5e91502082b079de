import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { Leases } from './lease.ts';

const renewMs = 20;

let dataDir: string;
let store: Store;
let leases: Leases;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'winkwire-leases-'));
  store = await openStore({ dataDir, databaseUrl: null });
  leases = new Leases({ store, processId: 'here', renewMs });
});
afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true });
});

const keepAcquired = async (id: string) => {
  expect(await leases.acquire('archive', [id])).toEqual([id]);
  return leases.keep('archive', id);
};

async function loseToAnother(id: string) {
  const lease = await keepAcquired(id);
  await store.run(`update leases set owner = 'elsewhere'`);
  await expect.poll(() => lease.lost.aborted).toBe(true);
  return lease;
}

test('a lost lease is counted once, however long its work takes to stop', async () => {
  const lease = await loseToAnother('a');
  await pause(5 * renewMs);
  expect(leases.lost.counts.get('archive')).toBe(1);
  await lease.release();
  expect(await leases.all('archive')).toEqual([{ id: 'a', owner: 'elsewhere' }]);
});

test('work that lost its lease does not release the lease with which the same process began it again', async () => {
  const lost = await loseToAnother('a');
  await store.run('delete from leases');
  const again = await keepAcquired('a');
  await lost.release();
  expect(await leases.all('archive')).toEqual([{ id: 'a', owner: 'here' }]);
  await pause(5 * renewMs);
  expect(again.lost.aborted).toBe(false);
  again.stop();
});

test('a lease that expired, and that the same process acquired again, is lost for the work that began first', async () => {
  leases = new Leases({ store, processId: 'here', renewMs: 60_000 });
  const first = await keepAcquired('a');
  // After a long outage, a sweep can delete an expired lease before the next renewal.
  await store.run('delete from leases');
  const second = await keepAcquired('a');
  expect([first.lost.aborted, second.lost.aborted]).toEqual([true, false]);
  expect(leases.lost.counts.get('archive')).toBe(1);
  await first.release();
  expect(await leases.all('archive')).toEqual([{ id: 'a', owner: 'here' }]);
  await second.release();
  expect(await leases.all('archive')).toEqual([]);
});

test('a lease that is released while it is renewed does not count as lost', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const lease = await keepAcquired('a');
  const renew = leases.renew.bind(leases);
  let renewals = 0;
  leases.renew = async (...given) => {
    renewals += 1;
    await promise;
    return renew(...given);
  };
  await expect.poll(() => renewals).toBeGreaterThan(0);
  await lease.release();
  resolve();
  await pause(2 * renewMs);
  expect([lease.lost.aborted, leases.lost.counts.get('archive')]).toEqual([false, 0]);
});
