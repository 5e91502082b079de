import { expect, test } from 'vitest';
import { startDelivering } from '../pipeline/testing/start-delivering.ts';
import { startJob } from './periodic-job.ts';

const everyMs = 60_000;

/** How often a job runs in its first round, if the last run of any process made it due in this many ms. */
async function runsIfDueIn(milliseconds: number): Promise<number> {
  await using delivering = await startDelivering({ roles: ['api'] });
  const { services } = delivering;
  const now = Date.now();
  await services.store.run(`insert into chores (name, leased_until, due_at) values ('test', 0, $1)`, [
    now + milliseconds,
  ]);
  let runs = 0;
  const job = { name: 'test', everyMs, done: 'test.done', run: async () => ({ runs: ++runs }) };
  await startJob({ ...services, now: () => now }, job).close();
  return runs;
}

test('a job runs when it is due, and not before', async () => {
  expect([await runsIfDueIn(0), await runsIfDueIn(1), await runsIfDueIn(everyMs)]).toEqual([1, 0, 0]);
});

test('a job that ran while the clock was far ahead runs again at once', async () => {
  expect(await runsIfDueIn(365 * 24 * 60 * 60 * 1000)).toBe(1);
});

test('a job does not run again at once because the clock of another process is a little ahead', async () => {
  expect(await runsIfDueIn(everyMs + 30_000)).toBe(0);
});
