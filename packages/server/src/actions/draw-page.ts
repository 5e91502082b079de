import { drawingMilliseconds } from '../analysis/reader/limits.ts';
import { FileFaultError } from '../analysis/reader/messages.ts';
import { ReaderProcess } from '../analysis/reader/reader-process.ts';
import { sniff } from '../analysis/reader/sniff.ts';
import { findArchiveOfFile, findFileContent } from '../domain/files.ts';
import { ByteCache } from '../platform/byte-cache.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import { FairTurns } from '../platform/fair-turns.ts';
import type { Services } from '../platform/services.ts';
import { getArchive } from './get-archive.ts';

export interface PageOfArchive {
  archiveId: string;
  fileId: string;
  /** From 1. */
  page: number;
}

/** Each drawing takes up to 900 MB of memory, so only two run at the same time. */
const turns = new FairTurns({ ofAll: 2, ofTenant: 1, ofUser: 1 });
/** How many pages of one tenant may be drawn or wait for it at a time. A person looks at one page at a time. */
const maximumWaiting = 10;
const waitingOf = new Map<string, number>();
/** The most recently used drawings, 0.3 to 3 MB each. */
const drawn = new ByteCache(48 * 1024 * 1024);

/**
 * The file may be malicious, so a child process draws the page. That process may read only the program's code, and
 * returns only pixels.
 */
export async function drawPage(
  services: Services,
  caller: Caller,
  { archiveId, fileId, page }: PageOfArchive,
): Promise<Uint8Array> {
  const { files } = await getArchive(services, caller, archiveId);
  if (!files.some(({ id }) => id === fileId))
    throw new Failure('MISSING_RESOURCE', `There is no file ${fileId} in archive ${archiveId}.`);
  if (!(await findArchiveOfFile(services.store, fileId)))
    throw new Failure('MISSING_RESOURCE', 'The file has been deleted.');
  const key = `${fileId} ${page}`;
  return (
    drawn.get(key) ??
    inTurn(caller.tenantId, async () => {
      const png = drawn.get(key) ?? (await draw(services, { fileId, page }));
      drawn.set(key, png);
      return png;
    })
  );
}

async function inTurn<Result>(tenantId: string, work: () => Promise<Result>): Promise<Result> {
  const waiting = waitingOf.get(tenantId) ?? 0;
  if (waiting >= maximumWaiting) {
    throw new Failure('SERVER_UNAVAILABLE', 'Too many pages are being drawn. Retry in a few seconds.');
  }
  waitingOf.set(tenantId, waiting + 1);
  try {
    return await turns.run({ tenantId, userId: '' }, work);
  } finally {
    const left = (waitingOf.get(tenantId) ?? 1) - 1;
    if (left === 0) waitingOf.delete(tenantId);
    else waitingOf.set(tenantId, left);
  }
}

async function draw(
  { store }: Services,
  { fileId, page }: Pick<PageOfArchive, 'fileId' | 'page'>,
): Promise<Uint8Array> {
  const bytes = (await findFileContent(store, fileId))?.content;
  const format = bytes && sniff(bytes);
  if (!bytes || !format) throw new Failure('MISSING_RESOURCE', 'The file has been deleted.');
  await using reader = new ReaderProcess({ niceness: 0 });
  try {
    return await reader.draw({ format, bytes, page }, drawingMilliseconds);
  } catch (error) {
    throw error instanceof FileFaultError ? failureOf(error, page) : error;
  }
}

const failureOf = ({ fault }: FileFaultError, page: number): Failure =>
  fault === 'TIMEOUT'
    ? new Failure(
        'TIME_LIMIT_EXCEEDED',
        `Page ${page} was not drawn within ${drawingMilliseconds / 1000} s. Try again, or download the file to look at it.`,
      )
    : new Failure(
        'MISSING_RESOURCE',
        `The file has no page ${page}, or this page cannot be drawn. Download the file to look at it.`,
      );
