import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * The returned function makes a signal for new work. The signal is aborted by newer work, by another `key`, or when the
 * component is removed.
 */
export function useNewest(key: string): () => AbortSignal {
  const newest = useRef<AbortController>(null);
  useLayoutEffect(() => () => newest.current?.abort(), [key]);
  return () => {
    newest.current?.abort();
    newest.current = new AbortController();
    return newest.current.signal;
  };
}
