import type { Loop } from '../platform/loop.ts';
import { Pace } from '../platform/pace.ts';
import type { Services } from '../platform/services.ts';
import { expireAll } from '../retention/expire-all.ts';
import { startJob } from './periodic-job.ts';

export const startRetention = (services: Services): Loop =>
  startJob(services, {
    name: 'retention',
    everyMs: 600_000,
    run: (signal) => expireAll(services, new Pace(signal)),
    done: 'rows.expired',
  });
