import { appendArchiveEvent } from '../domain/archive-events.ts';
import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import { changeArchive } from '../domain/archives.ts';
import { removeDatapointsOf } from '../domain/datapoints.ts';
import { eraseFiles } from '../domain/files.ts';
import { lockSession } from '../domain/sessions.ts';
import { finishTask } from '../domain/tasks.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import type { EventHead, Transaction } from '../store/store.ts';
import { readArchive } from './get-archive.ts';

export interface Revocation {
  id: string;
  /** Undefined if the tenant revokes the archive. */
  sessionId?: string;
  /** Runs in the transaction that revokes the archive, for example to record a callback. */
  also?: (transaction: Transaction, revoked: ArchiveWithFiles, event: EventHead) => Promise<void>;
}

/** The maximum number of attempts to revoke an archive. An attempt fails if the archive changes meanwhile. */
const maximumRounds = 5;

/**
 * Deletes the files and all data that was read from them, but not the archive's row. Can be repeated, and then appends
 * no event.
 */
export async function revokeArchive(
  services: Services,
  caller: Caller & { userId?: string },
  revocation: Revocation,
): Promise<ArchiveWithFiles> {
  for (let round = 0; round < maximumRounds; round++) {
    const revoked = await services.store.transaction((transaction) =>
      revoke(transaction, caller, { ...revocation, now: services.now() }),
    );
    if (revoked) return revoked;
  }
  throw new Failure('SERVER_UNAVAILABLE', 'The archive is being changed. Retry the request.');
}

async function revoke(
  transaction: Transaction,
  caller: Caller & { userId?: string },
  { id, sessionId, also, now }: Revocation & { now: number },
): Promise<ArchiveWithFiles | undefined> {
  if (sessionId) await lockSession(transaction, sessionId);
  const { archive, files } = await readArchive(transaction, caller, id);
  if (archive.status === 'REVOKED') return { archive, files };
  const change = {
    status: 'REVOKED',
    error_code: null,
    error_message: null,
    classification: null,
    analysis: null,
    validation: null,
    fields: null,
    reading: null,
    corrections: null,
    task_id: null,
    session_id: sessionId ?? null,
    updated_at: now,
  } as const;
  if (!(await changeArchive(transaction, archive, change))) return undefined;
  const owner = { tenantId: caller.tenantId, mode: caller.mode };
  await eraseFiles(transaction, id);
  if (archive.task_id && archive.status === 'STARTED') {
    const result = { taskId: archive.task_id, status: 'FAILED', errorCode: null, now } as const;
    await finishTask(transaction, owner, result);
  }
  await removeDatapointsOf(transaction, owner, id);
  const revoked = { archive: { ...archive, ...change, version: archive.version + 1 }, files };
  const event = appendArchiveEvent(transaction, revoked.archive, 'ARCHIVE_REVOKED');
  await also?.(transaction, revoked, event);
  return revoked;
}
