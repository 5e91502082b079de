import { useLocation } from 'preact-iso/router';
import { useNewest } from './use-newest.ts';

/**
 * Returns a function to call when a piece of work begins. That function returns a signal, which is aborted when newer
 * work begins, or when the reader goes to another address. After that, the result of the work must not change the
 * address.
 */
export const useLatest = (): (() => AbortSignal) => useNewest(useLocation().url);
