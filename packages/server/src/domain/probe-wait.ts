const firstWaitMs = 5_000;
/**
 * The longest wait between two probes, in ms. Even at this interval, an endpoint that has recovered gets about
 * two attempts within two minutes.
 */
export const longestProbeWaitMs = 60_000;

/**
 * For how many ms a circuit breaker stays open after `failedProbes` probes have failed. If `failedProbes` is 0, the
 * breaker has just opened.
 */
export const probeWaitMs = (failedProbes: number): number =>
  Math.min(firstWaitMs * 2 ** Math.min(failedProbes, 10), longestProbeWaitMs);
