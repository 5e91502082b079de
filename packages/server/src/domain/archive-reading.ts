import { nounOf } from '@winkwire/contract/noun-of';
import { plural } from '@winkwire/contract/plural';
import type { ArchiveField } from '@winkwire/contract/resources/archive-field';
import type { ArchiveReading, ReadingStep, ReadPage } from '@winkwire/contract/resources/archive-reading';
import { timestamp } from '@winkwire/contract/timestamp';
import { type Correction, correctionsOf } from './archive-corrections.ts';
import { readFields } from './archive-fields.ts';
import type { ArchiveWithFiles } from './archive-resource.ts';
import type { ArchiveRow } from './archives.ts';
import { fileNameShown } from './file-name.ts';
import type { FileRow } from './files.ts';

/** A page as it is stored. `file` is the index of its file in the archive, from 0. */
export interface PageRecord extends Omit<ReadPage, 'fileId'> {
  file: number;
  at: number;
}

export interface ReadingRecord {
  startedAt: number;
  endedAt: number;
  pages: PageRecord[];
  /** The indices of the files from which no value was taken. Absent in older records. */
  unused?: number[];
}

export function archiveReading({ archive, files }: ArchiveWithFiles): ArchiveReading {
  const reading: ReadingRecord | null = archive.reading === null ? null : JSON.parse(archive.reading);
  const pages = reading?.pages ?? [];
  return {
    pages: pages.flatMap(({ file, at: _, ...page }) => {
      const fileId = files[file]?.id;
      return fileId ? [{ fileId, ...page }] : [];
    }),
    steps: [
      ...files.map(received),
      ...(reading ? [step(reading.startedAt, 'READING_STARTED', 'The reading began.')] : []),
      ...pages.flatMap((page) => pageStep(page, files)),
      ...(reading ? endSteps({ archive, files }, reading) : []),
      ...correctionsOf(archive).map(corrected),
    ],
  };
}

const step = (at: number, name: ReadingStep['step'], text: string): ReadingStep => ({
  at: timestamp(at),
  step: name,
  fileId: null,
  page: null,
  text,
});

const received = (file: FileRow): ReadingStep => ({
  ...step(
    file.created_at,
    'FILE_RECEIVED',
    `"${fileNameShown(file.name)}" was received: ${file.format}, ${kilobytes(file)} KB.`,
  ),
  fileId: file.id,
});

const kilobytes = ({ size_bytes }: FileRow) => Math.ceil(size_bytes / 1024).toLocaleString('en');

function pageStep({ file, page, at, ...read }: PageRecord, files: FileRow[]): ReadingStep[] {
  const fileId = files[file]?.id;
  return fileId ? [{ ...step(at, 'PAGE_READ', pageText(read)), fileId, page }] : [];
}

const faults = {
  DARK: 'It is too dark.',
  BLURRED: 'It is blurred.',
  CUT_OFF: 'A part of it may be cut off.',
  ILLEGIBLE: 'Most of it could not be recognised.',
  NO_TEXT: 'It shows no text.',
} as const;

function pageText({ readBy, turnedBy, words, unreadable }: Omit<PageRecord, 'file' | 'page' | 'at'>): string {
  const count = `${words.toLocaleString('en')} ${nounOf(words, 'word')}`;
  if (readBy === 'TEXT') return `The text of the page was read: ${count}.`;
  const turned = turnedBy === 0 ? '' : `turned by ${turnedBy} degrees and `;
  const fault = unreadable ? ` ${faults[unreadable]}` : '';
  return `The picture of the page was ${turned}read: ${count}.${fault}`;
}

function endSteps(read: ArchiveWithFiles, { endedAt: at, unused = [] }: ReadingRecord): ReadingStep[] {
  const { archive, files } = read;
  return [
    ...(archive.analysis === null ? [] : [step(at, 'FIELDS_FOUND', foundText(readFields(read)))]),
    ...files.filter((_, index) => unused.includes(index)).map((file) => unusedStep(file, at)),
    ...checksOf(archive).map((text) => step(at, 'CHECKED', text)),
    step(at, 'ENDED', endOf(archive)),
  ];
}

const unusedStep = (file: FileRow, at: number): ReadingStep => ({
  ...step(at, 'FIELDS_FOUND', `No value was taken from "${fileNameShown(file.name)}".`),
  fileId: file.id,
});

function foundText(fields: ArchiveField[]): string {
  const placed = fields.filter(({ box }) => box !== null).length;
  const found = `${plural(fields.length, 'field was', 'fields were')} found`;
  return placed === fields.length ? `${found}.` : `${found}, ${placed} of them at a known place.`;
}

function checksOf({ validation }: ArchiveRow): string[] {
  const checks: Record<string, { resultMessage?: string | null } | string> | null = JSON.parse(
    validation ?? 'null',
  );
  return Object.values(checks ?? {}).flatMap((check) =>
    typeof check === 'object' && check?.resultMessage ? [check.resultMessage] : [],
  );
}

function endOf({ status, error_message }: ArchiveRow): string {
  if (status === 'ERROR') return `The reading failed. ${error_message ?? ''}`.trim();
  if (status === 'UNSUPPORTED') return 'The files are stored. Documents of this type are not analysed.';
  return 'The reading ended.';
}

const corrected = ({ name, by, at }: Correction): ReadingStep =>
  step(at, 'FIELD_CORRECTED', `${name} was corrected by ${by}.`);
