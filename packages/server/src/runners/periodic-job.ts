import { Loop } from '../platform/loop.ts';
import type { Services } from '../platform/services.ts';

export interface PeriodicJob {
  /** Only one process at a time runs the job with this name. */
  name: string;
  everyMs: number;
  /** Works in small batches. Resolves with the number of changed rows of each kind. */
  run(signal: AbortSignal): Promise<Record<string, number>>;
  /** Logged when rows were changed, such as `rows.expired`. */
  done: string;
}

const pollMs = 3_000;

/** If a run throws, the job stays due. */
export function startJob(
  { leases, log, now, store }: Pick<Services, 'leases' | 'log' | 'now' | 'store'>,
  job: PeriodicJob,
): Loop {
  const isDue = async (): Promise<boolean> => {
    const row = await store.get<{ due_at: number }>('select due_at from chores where name = $1', [job.name]);
    const dueAt = row?.due_at ?? 0;
    // If the clock was far ahead at the last run, the due time would not come for a long time. One more interval is
    // allowed, because the clock of the process that ran the job last may be a little ahead of this one.
    return dueAt <= now() || dueAt > now() + 2 * job.everyMs;
  };
  const loop = new Loop({
    name: job.name,
    log,
    intervalMs: pollMs,
    maxBackoffMs: 60_000,
    async run(stop) {
      if (!(await isDue())) return;
      await leases.sweep();
      const [acquired] = await leases.acquire('job', [job.name]);
      if (acquired === undefined) return;
      const lease = leases.keep('job', job.name);
      try {
        // Another process may have run the job since the first check.
        if (!(await isDue())) return;
        const changed = await job.run(AbortSignal.any([stop, lease.lost]));
        await setDue(now() + job.everyMs);
        if (Object.values(changed).some((rows) => rows > 0)) log.info(changed, job.done);
      } finally {
        await lease.release();
      }
    },
  });
  const setDue = (dueAt: number) =>
    store.run(
      `insert into chores (name, leased_until, due_at) values ($1, 0, $2)
       on conflict (name) do update set due_at = excluded.due_at`,
      [job.name, dueAt],
    );
  void loop.start();
  return loop;
}
