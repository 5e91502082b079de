import { extendLease } from '../domain/linking-runs.ts';
import type { Services } from '../platform/services.ts';
import { heartbeat, leaseTime } from './lease-times.ts';

/** Keeps a run with this process while the work goes on. */
export async function holdLease<Result>(
  services: Services,
  accountId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const timer = setInterval(() => {
    const lease = { accountId, owner: services.processId, until: services.now() + leaseTime };
    // The next beat tries again; a lease that is lost for good makes the step be refused.
    extendLease(services.store, lease).catch(() => {});
  }, heartbeat);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
