/**
 * The percentage of failed attempts, such as `8.3%`. Null without attempts. Only exact values are shown as 0% or 100%.
 */
export function errorRate({ total, failed }: { total: number; failed: number }): string | null {
  if (total === 0) return null;
  const share = (failed / total) * 100;
  if (share === 0 || share === 100) return `${share}%`;
  return `${Math.min(99.9, Math.max(0.1, share)).toFixed(1)}%`;
}

/** `900 ms` or `29 s`. A dash if there were no attempts. */
export function durationText(milliseconds: number | null): string {
  if (milliseconds === null) return '–';
  if (milliseconds < 10_000) return `${milliseconds.toLocaleString()} ms`;
  return `${Math.round(milliseconds / 1000).toLocaleString()} s`;
}
