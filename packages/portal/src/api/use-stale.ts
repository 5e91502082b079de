import { useEffect, useState } from 'preact/hooks';

/**
 * Whether data is old: nothing has been loaded for `afterMs` since `loadedAt`. If `afterMs` is 0, data is never old.
 * Data does not become old while the page is hidden, because a hidden page loads nothing.
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
