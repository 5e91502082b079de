import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import { tryAgain } from '../try-again.ts';

/** The SQLSTATE of a statement that has waited for a lock for longer than `lock_timeout`. */
const lockNotAvailable = '55P03';

export const isLockTimeout = (error: unknown): error is Error =>
  (error as { code?: unknown }).code === lockNotAvailable;

/**
 * The `lock_timeout` of the connections for batches, in ms. Somebody may lock the rows of a tenant for seconds, for
 * example a machine that has failed during a transaction.
 */
export const lockTimeoutMs = 300;
/** All tries together take about as long as a statement may run. */
const mostTries = 13;
const pauseMs = (tries: number): number => Math.min(1200, 25 * 2 ** tries);

/**
 * Repeats work that has waited too long for a lock. During the pauses it occupies no connection. So if the rows of
 * twenty tenants are locked, they occupy about four connections, and the other tenants use the rest. Throws
 * StoreUnavailable after the last try.
 */
export async function againAfterLockTimeout<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await tryAgain(work, { after: isLockTimeout, mostTries, pauseMs });
  } catch (error) {
    throw isLockTimeout(error) ? new StoreUnavailable(error) : error;
  }
}
