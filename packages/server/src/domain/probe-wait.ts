const firstWaitMs = 5_000;
/** In ms. Short, so that the breaker soon finds out that the endpoint works again. */
const longestProbeWaitMs = 60_000;

/** In ms. With 0 failed probes, the breaker has just opened. */
export const probeWaitMs = (failedProbes: number): number =>
  Math.min(firstWaitMs * 2 ** Math.min(failedProbes, 10), longestProbeWaitMs);
