import { resealWebhooks } from '../actions/reseal-webhooks.ts';
import type { Loop } from '../platform/loop.ts';
import { Pace } from '../platform/pace.ts';
import type { Services } from '../platform/services.ts';
import { startJob } from './periodic-job.ts';

/**
 * If secrets of webhooks were encrypted with another key, encrypts them with the current key. After that, the other key
 * is no longer needed to decrypt them.
 */
export const startReseal = (services: Services): Loop =>
  startJob(services, {
    // The name of the job contains the name of the current key. So the job is due at once when there is a new key.
    name: `reseal ${services.secrets.currentKey}`,
    everyMs: 3_600_000,
    run: (signal) => resealWebhooks(services, new Pace(signal)),
    done: 'secrets.resealed',
  });
