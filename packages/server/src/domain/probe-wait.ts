const firstWaitMs = 5_000;
/**
 * The longest time until the next probe, in ms. It is short, so that the breaker soon finds out that the endpoint works
 * again.
 */
const longestProbeWaitMs = 60_000;

/** How long a breaker stays open, in ms. With 0 failed probes, the breaker has just opened. */
export const probeWaitMs = (failedProbes: number): number =>
  Math.min(firstWaitMs * 2 ** Math.min(failedProbes, 10), longestProbeWaitMs);
