import { useLocation } from 'preact-iso/router';
import { useNewest } from './use-newest.ts';

/**
 * Returns a function. Call it when a piece of work begins: it returns a signal for this work. The signal is aborted
 * when newer work begins, or when the reader goes to another address. After that, the result of the work must not
 * change the address.
 */
export const useLatest = (): (() => AbortSignal) => useNewest(useLocation().url);
