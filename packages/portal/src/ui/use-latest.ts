import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';

/**
 * Returns a function to call when a piece of work begins. That function returns a signal, which is aborted when the
 * work is not wanted any more: when newer work begins, or when the reader goes to another address. Then its result must
 * not change the address.
 */
export function useLatest(): () => AbortSignal {
  const { url } = useLocation();
  const newest = useRef<AbortController>(null);
  useLayoutEffect(() => () => newest.current?.abort(), [url]);
  return () => {
    newest.current?.abort();
    newest.current = new AbortController();
    return newest.current.signal;
  };
}
