import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';

/**
 * Returns a function to call when a piece of work begins. That function returns another one, which says whether the
 * work is still wanted. It is not wanted any more when newer work has begun, or when the reader has gone to another
 * address meanwhile. Then its result must not change the address.
 */
export function useLatest(): () => () => boolean {
  const { url } = useLocation();
  const newest = useRef(0);
  useLayoutEffect(() => () => void newest.current++, [url]);
  return () => {
    const own = ++newest.current;
    return () => own === newest.current;
  };
}
