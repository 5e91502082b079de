import { useLocation } from 'preact-iso/router';
import { useNewest } from './use-newest.ts';

/** Newer work or another address aborts the signal of earlier work, which must not change the address after that. */
export const useLatest = (): (() => AbortSignal) => useNewest(useLocation().url);
