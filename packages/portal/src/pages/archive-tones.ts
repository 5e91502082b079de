import type { ArchiveStatus } from '@winkwire/contract/archive-states';
import type { Tone } from '../ui/badge.tsx';

/** Other states are neutral. */
export const archiveTones: Partial<Record<ArchiveStatus, Tone>> = {
  ANALYZED: 'good',
  ERROR: 'bad',
  STARTED: 'warn',
};
