const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * The longest delay before the first retry, before the second, and so on, in ms. With the jitter below, the last retry
 * comes on average about three days after the first attempt, and the first two delays add up to at most two minutes.
 */
export const defaultCeilings: readonly number[] = [
  40 * second,
  80 * second,
  10 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  16 * hour,
  24 * hour,
  36 * hour,
  48 * hour,
];

/**
 * The shortest delay before a retry of the default schedule, in ms. It gives a receiver that has just failed time to
 * recover.
 */
const shortest = 10 * second;

/** The delay before retry `n` (from 1) in ms; undefined when there is no such retry. `random` is in [0, 1). */
export function retryDelay(
  n: number,
  random: number,
  ownDelays: readonly number[] | undefined = undefined,
): number | undefined {
  if (ownDelays) {
    // A delay of the endpoint's own schedule is varied by up to a tenth, so that many deliveries are not
    // retried at the same time.
    const delay = ownDelays[n - 1];
    return delay === undefined ? undefined : Math.round(delay * (0.9 + random * 0.2));
  }
  const ceiling = defaultCeilings[n - 1];
  return ceiling === undefined ? undefined : Math.round(shortest + random * (ceiling - shortest));
}
