import { useLocation } from 'preact-iso/router';
import { useNewest } from './use-newest.ts';

/**
 * Returns a function to call when a piece of work begins. That function returns a signal, which is aborted when the
 * work is not wanted any more: when newer work begins, or when the reader goes to another address. Then its result must
 * not change the address.
 */
export const useLatest = (): (() => AbortSignal) => useNewest(useLocation().url);
