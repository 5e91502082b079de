import type { Services } from './platform/services.ts';
import { Pace } from './retention/pace.ts';
import { type Chore, finishChore, keepChore, takeChore } from './retention/take-chore.ts';

export interface ChoreOptions {
  /** Of several processes one is at a chore of a name at a time. */
  name: string;
  /** How often it is due, in ms. */
  everyMs: number;
  /** Does it in small batches and answers how many rows of what it changed. */
  work(pace: Pace): Promise<Record<string, number>>;
  /** The lines of the log: when rows were changed, and when it went wrong. */
  done: string;
  failed: string;
}

/** How often each process looks whether a chore is due, in ms. */
const lookMs = 60_000;
const leaseMs = 120_000;
/** A lease is renewed this often at most: a batch takes milliseconds. */
const renewMs = 30_000;

/** Does a chore whenever it is due. One that was stopped halfway is due at once, for whoever comes next. */
export function runChore(
  { store, log, now, processId }: Pick<Services, 'log' | 'now' | 'processId' | 'store'>,
  { name, everyMs, work, done, failed }: ChoreOptions,
): { close(): Promise<void> } {
  const chore: Chore = { name, owner: processId, leaseMs };
  const stop = new AbortController();
  let renewedAt = 0;
  const renew = async (): Promise<void> => {
    if (now() - renewedAt < renewMs) return;
    renewedAt = now();
    await keepChore(store, chore, renewedAt);
  };
  async function look(): Promise<void> {
    if (!(await takeChore(store, chore, now()))) return;
    renewedAt = now();
    let changed: Record<string, number> | undefined;
    try {
      changed = await work(new Pace(stop.signal, renew));
    } finally {
      await finishChore(store, chore, changed ? now() + everyMs : 0);
    }
    if (Object.values(changed).some((rows) => rows > 0)) log.info(changed, done);
  }
  let looking: Promise<void> | undefined;
  const wake = (): void => {
    looking ??= look()
      .catch((error: unknown) => {
        if (!stop.signal.aborted) log.error({ err: error }, failed);
      })
      .finally(() => {
        looking = undefined;
      });
  };
  const timer = setInterval(wake, lookMs);
  wake();
  return {
    async close() {
      clearInterval(timer);
      stop.abort();
      await looking;
    },
  };
}
