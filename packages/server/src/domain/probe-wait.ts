const firstWaitMs = 5_000;
/**
 * The longest time, in ms, before an open breaker permits the next probe. It is short, so that the breaker soon finds
 * out that the endpoint works again.
 */
const longestProbeWaitMs = 60_000;

/**
 * For how many ms a circuit breaker stays open after `failedProbes` probes have failed. If `failedProbes` is 0, the
 * breaker has just opened.
 */
export const probeWaitMs = (failedProbes: number): number =>
  Math.min(firstWaitMs * 2 ** Math.min(failedProbes, 10), longestProbeWaitMs);
