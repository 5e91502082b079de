const firstWaitMs = 5_000;
/** Short enough that an endpoint that has recovered still gets about two retries within two minutes. */
export const longestProbeWaitMs = 60_000;

/** How long a circuit breaker stays open after it opened (0 probes) or after so many failed probes. */
export const probeWaitMs = (failedProbes: number): number =>
  Math.min(firstWaitMs * 2 ** Math.min(failedProbes, 10), longestProbeWaitMs);
