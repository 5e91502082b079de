import type { ArchiveProgress, UnreadablePage } from '@winkwire/contract/widget-api';
import type { Services } from '../platform/services.ts';
import type { ReadingRecord } from './archive-reading.ts';
import { type ArchiveWithFiles, uploadReference } from './archive-resource.ts';
import type { ArchiveRow } from './archives.ts';

type Links = Pick<Services, 'config' | 'encryptionKeys' | 'publicUrl' | 'now'>;

/**
 * The archive's own version is multiplied by this number. It has to be higher than the number of pages read, which is
 * at most 200: ten pages of each of 20 files.
 */
const pagesOfVersion = 1_000;

/** The version that the frame sees. It grows with the archive's own version and with each page read. */
export const progressVersion = (row: Pick<ArchiveRow, 'version' | 'pages_read'>): number =>
  row.version * pagesOfVersion + row.pages_read;

export const archiveVersion = (version: number): number => Math.floor(version / pagesOfVersion);

export const archiveProgress = (
  services: Links,
  read: ArchiveWithFiles,
): Omit<ArchiveProgress, 'callbacks'> => ({
  archive: uploadReference(services, read),
  version: progressVersion(read.archive),
  reading: readingOf(read.archive),
  unreadable: unreadableOf(read.archive),
});

const readingOf = ({ status, pages_known, pages_read }: ArchiveRow): ArchiveProgress['reading'] =>
  status === 'STARTED' && pages_known > 0 ? { read: pages_read, of: pages_known } : null;

/**
 * Returns the unreadable pages of an archive. If the archive was analysed, returns only those about which the user
 * should know.
 */
function unreadableOf({ status, reading, fields }: ArchiveRow): UnreadablePage[] {
  if ((status !== 'ERROR' && status !== 'ANALYZED') || reading === null) return [];
  const { pages } = JSON.parse(reading) as ReadingRecord;
  const unread = pages.flatMap(({ file, page, unreadable }) =>
    unreadable ? [{ file, page, reason: unreadable }] : [],
  );
  if (status === 'ERROR') return unread;
  const withValues: PageOfFile[] = JSON.parse(fields ?? '[]');
  return unread.filter((one) => isMissed(one, { pages, withValues }));
}

type PageOfFile = Pick<UnreadablePage, 'file' | 'page'>;

/**
 * Whether the user should know about an unreadable page. A page that may be cut off does not matter, because it has
 * been read. An illegible page matters only if no value was found on it. A page without text may be the blank back of a
 * sheet, so it matters only if its whole file has no text.
 */
function isMissed(
  { file, page, reason }: UnreadablePage,
  { pages, withValues }: { pages: ReadingRecord['pages']; withValues: PageOfFile[] },
): boolean {
  if (reason === 'NO_TEXT') return pages.every((one) => one.file !== file || one.unreadable === 'NO_TEXT');
  if (reason === 'ILLEGIBLE') return !withValues.some((one) => one.file === file && one.page === page);
  return reason !== 'CUT_OFF';
}
