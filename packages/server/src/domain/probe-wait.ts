const firstWaitMs = 5_000;
/**
 * The longest time between two probes, in ms. An endpoint that has recovered still gets about two retries within two
 * minutes.
 */
export const longestProbeWaitMs = 60_000;

/**
 * For how many ms a circuit breaker stays open: after it has opened (`failedProbes` is 0), or after this many failed
 * probes.
 */
export const probeWaitMs = (failedProbes: number): number =>
  Math.min(firstWaitMs * 2 ** Math.min(failedProbes, 10), longestProbeWaitMs);
