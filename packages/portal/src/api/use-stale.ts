import { useEffect, useState } from 'preact/hooks';

/**
 * Whether nothing has been loaded for `afterMs`. While the page is hidden, or if `afterMs` is 0, no data becomes old.
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
