import type { Services } from './platform/services.ts';
import { resealWebhooks } from './reseal-webhooks.ts';
import { runChore } from './run-chore.ts';

/** Seals with the current key what another one has sealed, so that an old key can go. */
export const startResealRunner = (services: Services): { close(): Promise<void> } =>
  runChore(services, {
    // Named after the key, so that it is due at once when there is a new one.
    name: `reseal ${services.secrets.currentKey}`,
    everyMs: 3_600_000,
    work: (pace) => resealWebhooks(services, pace),
    done: 'secrets sealed with the current key',
    failed: 'secrets not sealed with the current key',
  });
