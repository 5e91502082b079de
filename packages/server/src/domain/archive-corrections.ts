import type { ArchiveRow } from './archives.ts';

/** A correction of one field, as it is stored. */
export interface Correction {
  name: string;
  value: string | number;
  /** The value before this correction. Null if there was none. */
  from: string | number | null;
  by: string;
  at: number;
}

/** All corrections of an archive, oldest first. */
export const correctionsOf = ({ corrections }: Pick<ArchiveRow, 'corrections'>): Correction[] =>
  JSON.parse(corrections ?? '[]');
