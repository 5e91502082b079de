import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Returns a function to call when a piece of work begins. That function returns a signal, which is aborted when newer
 * work begins, when `key` changes, or when the component is removed.
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
