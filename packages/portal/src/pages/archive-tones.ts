import type { ArchiveStatus } from '@winkwire/contract/archive-states';
import type { Tone } from '../ui/badge.tsx';

/** The tone of the badge that shows an archive's state. States without an entry are neutral. */
export const archiveTones: Partial<Record<ArchiveStatus, Tone>> = {
  ANALYZED: 'good',
  ERROR: 'bad',
  STARTED: 'warn',
};
