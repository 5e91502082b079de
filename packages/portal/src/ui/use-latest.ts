import { useLocation } from 'preact-iso/router';
import { useNewest } from './use-newest.ts';

/**
 * Returns a function that gives each piece of work a signal. Newer work or another address aborts the signal. After
 * that, the work must not change the address.
 */
export const useLatest = (): (() => AbortSignal) => useNewest(useLocation().url);
