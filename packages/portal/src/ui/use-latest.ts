import { useLocation } from 'preact-iso/router';
import { useNewest } from './use-newest.ts';

/**
 * The returned function makes a signal for new work. Newer work or another address aborts the signal. The old work must
 * not change the address after that.
 */
export const useLatest = (): (() => AbortSignal) => useNewest(useLocation().url);
