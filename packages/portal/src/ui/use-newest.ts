import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Returns a function that gives each piece of work a signal. Newer work, another `key`, or the removal of the component
 * aborts the signal.
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
