import { hourMs, minuteMs, secondMs } from '../../platform/durations.ts';

/** The longest delay before each retry, in ms. The last retry comes about three days after the first attempt. */
export const defaultCeilings: readonly number[] = [
  40 * secondMs,
  80 * secondMs,
  10 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  16 * hourMs,
  24 * hourMs,
  36 * hourMs,
  48 * hourMs,
];

/** The shortest delay in the default schedule, in ms. It gives the receiver time to recover from its failure. */
const shortest = 10 * secondMs;

/** In ms. Retries are counted from 1, and `random` is in [0, 1). */
export function retryDelay(
  n: number,
  random: number,
  ownDelays: readonly number[] | undefined = undefined,
): number | undefined {
  if (ownDelays) {
    // The delay is varied by up to a tenth, so that many deliveries are not retried at the same time.
    const delay = ownDelays[n - 1];
    return delay === undefined ? undefined : Math.round(delay * (0.9 + random * 0.2));
  }
  const ceiling = defaultCeilings[n - 1];
  return ceiling === undefined ? undefined : Math.round(shortest + random * (ceiling - shortest));
}
