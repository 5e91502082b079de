import type { ArchiveStatus } from '@winkwire/contract/archive-states';
import type { Tone } from '../ui/badge.tsx';

/** The tone of an archive's state. Other states are neutral. */
export const archiveTones: Partial<Record<ArchiveStatus, Tone>> = {
  ANALYZED: 'good',
  ERROR: 'bad',
  STARTED: 'warn',
};
