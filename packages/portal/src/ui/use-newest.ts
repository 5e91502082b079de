import { useLayoutEffect, useRef } from 'preact/hooks';

/** Newer work, another `key`, or the removal of the component aborts the signal of earlier work. */
export function useNewest(key: string): () => AbortSignal {
  const newest = useRef<AbortController>(null);
  useLayoutEffect(() => () => newest.current?.abort(), [key]);
  return () => {
    newest.current?.abort();
    newest.current = new AbortController();
    return newest.current.signal;
  };
}
