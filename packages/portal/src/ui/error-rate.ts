/** The share of failed attempts, such as `8.3%`; null when there were none. It never rounds a failure or a success away. */
export function errorRate({ total, failed }: { total: number; failed: number }): string | null {
  if (total === 0) return null;
  const share = (failed / total) * 100;
  if (share === 0 || share === 100) return `${share}%`;
  return `${Math.min(99.9, Math.max(0.1, share)).toFixed(1)}%`;
}

/** Durations in ms as `p50 / p95`, such as `40 / 900 ms`; a dash when there were no attempts. */
export function latencyText({ p50, p95 }: { p50: number | null; p95: number | null }): string {
  return p50 === null || p95 === null ? '–' : `${p50.toLocaleString()} / ${p95.toLocaleString()} ms`;
}
