import { newId } from '@winkwire/contract/ids';
import { expireAll } from './retention/expire-all.ts';
import { Pace } from './retention/pace.ts';
import { type Chore, finishChore, keepChore, takeChore } from './retention/take-chore.ts';
import type { Services } from './services.ts';

/** How often something is due, and how often each process looks whether it is, in ms. */
const intervalMs = 600_000;
const lookMs = 60_000;
const leaseMs = 120_000;
/** A lease is renewed this often at most: a batch takes milliseconds. */
const renewMs = 30_000;

/** Lets everything expire, in small batches. Of several processes one is at it at a time. */
export function startRetentionRunner(services: Services): { close(): Promise<void> } {
  const { store, log, now } = services;
  const chore: Chore = { name: 'retention', owner: newId('request'), leaseMs };
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
    let expired: Record<string, number> | undefined;
    try {
      expired = await expireAll(services, new Pace(stop.signal, renew));
    } finally {
      // Stopped halfway it is due at once, for whoever comes next.
      await finishChore(store, chore, expired ? now() + intervalMs : 0);
    }
    if (Object.values(expired).some((rows) => rows > 0)) log.info(expired, 'rows expired');
  }
  let looking: Promise<void> | undefined;
  const wake = (): void => {
    looking ??= look()
      .catch((error: unknown) => {
        if (!stop.signal.aborted) log.error({ err: error }, 'rows not expired');
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
