import type { ArchiveStatus } from '@winkwire/contract/archive-states';
import type { Tone } from '../ui/badge.tsx';

/** States without an entry are neutral. */
export const archiveTones: Partial<Record<ArchiveStatus, Tone>> = {
  ANALYZED: 'good',
  ERROR: 'bad',
  STARTED: 'warn',
};
