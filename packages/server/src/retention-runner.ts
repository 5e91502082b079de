import type { Services } from './platform/services.ts';
import { expireAll } from './retention/expire-all.ts';
import { runChore } from './run-chore.ts';

/** Lets everything expire, in small batches. */
export const startRetentionRunner = (services: Services): { close(): Promise<void> } =>
  runChore(services, {
    name: 'retention',
    everyMs: 600_000,
    work: (pace) => expireAll(services, pace),
    done: 'rows expired',
    failed: 'rows not expired',
  });
