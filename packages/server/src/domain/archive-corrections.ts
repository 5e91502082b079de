import type { ArchiveRow } from './archives.ts';

export interface Correction {
  name: string;
  value: string | number;
  /** The value before this correction. Null if there was none. */
  from: string | number | null;
  by: string;
  at: number;
}

/** Oldest first. */
export const correctionsOf = ({ corrections }: Pick<ArchiveRow, 'corrections'>): Correction[] =>
  JSON.parse(corrections ?? '[]');
