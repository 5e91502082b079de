import { resealWebhooks } from '../actions/reseal-webhooks.ts';
import type { Loop } from '../platform/loop.ts';
import { Pace } from '../platform/pace.ts';
import type { Services } from '../platform/services.ts';
import { startJob } from './periodic-job.ts';

/**
 * If another key encrypted the secrets of a webhook, encrypts them with the current key. The other key is then no
 * longer needed.
 */
export const startReseal = (services: Services): Loop =>
  startJob(services, {
    // A new key has another name, so the job is due at once.
    name: `reseal ${services.secrets.currentKey}`,
    everyMs: 3_600_000,
    run: (signal) => resealWebhooks(services, new Pace(signal)),
    done: 'secrets.resealed',
  });
