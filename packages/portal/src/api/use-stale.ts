import { useEffect, useState } from 'preact/hooks';

/**
 * Whether data is old: nothing has been loaded for `afterMs` since `loadedAt`. If `afterMs` is 0, data is never old. A
 * hidden page loads nothing, so its data does not become old.
 */
export function useStale(loadedAt: number, afterMs: number): boolean {
  const [staleSince, setStaleSince] = useState<number>();
  useEffect(() => {
    if (afterMs === 0) return;
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') setStaleSince(loadedAt);
    }, afterMs);
    return () => clearTimeout(timer);
  }, [loadedAt, afterMs]);
  return staleSince === loadedAt;
}
