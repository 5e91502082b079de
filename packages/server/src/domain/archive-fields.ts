import type { ArchiveField } from '@winkwire/contract/resources/archive-field';
import { timestamp } from '@winkwire/contract/timestamp';
import { type Correction, correctionsOf } from './archive-corrections.ts';
import type { ArchiveWithFiles } from './archive-resource.ts';
import type { ArchiveRow } from './archives.ts';

/** A value and where it was read. `file` is the index of the file in the archive, from 0. */
type PlacedValue = Omit<ArchiveField, 'fileId' | 'correction'> & { file: number };

const placeless = { confidence: null, fileId: null, page: null, box: null };

export const archiveFields = (read: ArchiveWithFiles): ArchiveField[] =>
  withCorrections(readFields(read), correctionsOf(read.archive));

/** Values without a known place come last. Archives that an older version has read have no places. */
export function readFields({ archive, files }: ArchiveWithFiles): ArchiveField[] {
  const stored: PlacedValue[] = JSON.parse(archive.fields ?? '[]');
  const placed = stored.flatMap(({ file, ...field }) => {
    const fileId = files[file]?.id;
    return fileId ? [{ ...field, fileId, correction: null }] : [];
  });
  const names = new Set(placed.map(({ name }) => name));
  const others = Object.entries(analysisOf(archive)).filter(([name]) => !names.has(name));
  const unplaced = others.flatMap(([name, value]): ArchiveField[] =>
    value === null ? [] : [{ name, value, ...placeless, correction: null }],
  );
  return [...placed, ...unplaced];
}

/** Includes fields without a value. */
export const fieldNamesOf = (read: ArchiveWithFiles): string[] => [
  ...new Set([...archiveFields(read).map(({ name }) => name), ...Object.keys(analysisOf(read.archive))]),
];

function analysisOf({ analysis }: ArchiveRow): Record<string, string | number | null> {
  return JSON.parse(analysis ?? '{}');
}

function withCorrections(fields: ArchiveField[], corrections: Correction[]): ArchiveField[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  for (const { name, value, by, at } of corrections) {
    const field = byName.get(name);
    const from = field?.correction ? field.correction.from : (field?.value ?? null);
    const correction = { from, by, at: timestamp(at) };
    byName.set(name, { ...(field ?? { name, ...placeless }), value, correction });
  }
  return [...byName.values()];
}
