import { newId } from '@winkwire/contract/ids';
import { maximumUploadFiles } from '@winkwire/contract/widget-api';
import { appendArchiveEvent, sourceOf } from '../domain/archive-events.ts';
import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import {
  type ArchiveJob,
  type ArchiveProvider,
  type ArchiveRow,
  addArchive,
  countWaiting,
} from '../domain/archives.ts';
import { type FileType, findFileType } from '../domain/file-types.ts';
import { addFiles, type NewFile } from '../domain/files.ts';
import { startTask } from '../domain/tasks.ts';
import { addUser, lockUser, requireUser } from '../domain/users.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { cut } from '../platform/shorten.ts';
import type { EventHead, Queries, Transaction } from '../store/store.ts';
import { acceptEach } from './accept-each.ts';
import { acceptFile, type GivenFile } from './accept-file.ts';
import { inspectUpload } from './inspect-upload.ts';

export interface NewArchive {
  /** The owner of the files. Null creates a new user. */
  userId: string | null;
  /** If null, the analysis determines the type. */
  fileType: string | null;
  files: readonly GivenFile[];
  provider: ArchiveProvider;
  classifyOnly?: boolean;
  sessionId?: string;
  /** Runs in the transaction that stores the archive, for example to record a callback. */
  also?: (transaction: Transaction, created: ArchiveWithFiles, event: EventHead) => Promise<void>;
}

/**
 * Stores a user's files and queues their analysis. `classifyOnly` only determines the type. Files of a type that is not
 * analysed are only stored.
 */
export async function createArchive(
  services: Services,
  caller: Caller,
  given: NewArchive,
): Promise<ArchiveWithFiles> {
  const type = given.fileType === null ? null : usableFileType(given.fileType);
  if (given.files.length === 0) throw new Failure('INVALID_PARAMETERS', 'rawFiles: give at least one file.');
  if (given.files.length > maximumUploadFiles) {
    throw new Failure('INVALID_PARAMETERS', `rawFiles: give at most ${maximumUploadFiles} files at once.`);
  }
  const id = newId('archive');
  const now = services.now();
  if (given.userId !== null) await requireRoom(services.store, caller, given.userId);
  const files = await acceptFiles(caller, given, { id, now });
  return services.store.transaction(async (transaction) => {
    const user =
      given.userId === null
        ? await addUser(transaction, caller, { now })
        : await requireUser(transaction, caller, given.userId);
    const archive = newRow(caller, given, { id, userId: user.id, now, job: jobOf(type, given) });
    const event = appendArchiveEvent(transaction, archive, 'ARCHIVE_STARTED');
    if (archive.job !== 'NONE') archive.task_id = await startFirstTask(transaction, archive);
    await addArchive(transaction, archive);
    await addFiles(transaction, caller, files);
    const created = { archive, files };
    await given.also?.(transaction, created, event);
    if (given.userId !== null) await requirePlace(transaction, caller, given.userId);
    return created;
  });
}

/**
 * The maximum number of one user's archives whose analysis has not ended. A person uploads only a few and waits for
 * them.
 */
const mostWaiting = 50;

/** Refuses an upload early, before its files are inspected. */
async function requireRoom(store: Queries, caller: Caller, userId: string): Promise<void> {
  if ((await countWaiting(store, caller, userId)) >= mostWaiting) throw tooManyWaiting();
}

/**
 * Throws if the user has too many unfinished archives. Concurrent uploads wait for the lock. The session must be locked
 * before the user, to avoid deadlocks.
 */
async function requirePlace(transaction: Transaction, caller: Caller, userId: string): Promise<void> {
  await lockUser(transaction, caller, userId);
  if ((await countWaiting(transaction, caller, userId)) > mostWaiting) throw tooManyWaiting();
}

const tooManyWaiting = (): Failure =>
  new Failure(
    'REQUEST_LIMIT_EXCEEDED',
    `${mostWaiting} archives of this user are waiting for their analysis. Upload more when some of them have finished.`,
  );

function acceptFiles(
  { tenantId }: Caller,
  { userId, files, fileType }: NewArchive,
  { id, now }: { id: string; now: number },
): Promise<NewFile[]> {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const fallbackName = (fileType ?? 'document').toLowerCase().replaceAll('_', '-');
  return inspectUpload({ tenantId, userId: userId ?? id }, bytes, (inspect) =>
    acceptEach(files, (given) => acceptFile(given, { archiveId: id, fallbackName, now, inspect })),
  );
}

function usableFileType(name: string): FileType {
  const type = findFileType(name);
  if (type?.active && type.enabled) return type;
  throw new Failure(
    'INVALID_PARAMETERS',
    `fileType: "${cut(name, 40)}" is not a file type. GET /v1/fileTypes lists the file types.`,
  );
}

function jobOf(type: FileType | null, given: NewArchive): ArchiveJob {
  if (given.classifyOnly) return 'CLASSIFY';
  if (type === null) return 'CLASSIFY_AND_ANALYZE';
  return type.ocr ? 'ANALYZE' : 'NONE';
}

const startFirstTask = (transaction: Transaction, archive: ArchiveRow) =>
  startTask(transaction, {
    ...sourceOf(archive),
    type: archive.job === 'ANALYZE' ? 'ANALYZE_ARCHIVE' : 'CLASSIFY_ARCHIVE',
    sessionId: archive.session_id ?? undefined,
    now: archive.created_at,
  });

function newRow(
  caller: Caller,
  given: NewArchive,
  { id, userId, now, job }: { id: string; userId: string; now: number; job: ArchiveJob },
): ArchiveRow {
  return {
    id,
    tenant_id: caller.tenantId,
    mode: caller.mode,
    user_id: userId,
    provider_id: given.provider,
    type: given.fileType as ArchiveRow['type'],
    status: job === 'NONE' ? 'UNSUPPORTED' : 'STARTED',
    error_code: null,
    error_message: null,
    job,
    task_id: null,
    classification: null,
    analysis: null,
    validation: null,
    fields: null,
    reading: null,
    corrections: null,
    pages_known: 0,
    pages_read: 0,
    session_id: given.sessionId ?? null,
    version: 1,
    created_at: now,
    updated_at: now,
    leased_until: 0,
    attempts: 0,
  };
}
