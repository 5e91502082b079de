import type { Caller } from '../caller.ts';
import { appendArchiveEvent } from '../domain/archive-events.ts';
import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import { changeArchive } from '../domain/archives.ts';
import { removeDatapointsOf } from '../domain/datapoints.ts';
import { eraseFiles } from '../domain/files.ts';
import { finishTask } from '../domain/tasks.ts';
import { Failure } from '../failure.ts';
import type { Services } from '../services.ts';
import type { EventHead, Transaction } from '../store/store.ts';
import { readArchive } from './get-archive.ts';

/**
 * The permission to use an archive is withdrawn, by its user or the tenant: the bytes of its files and all that was
 * read from them go; that it existed stays. Again is no error, and no event.
 */
export async function revokeArchive(
  { store, now }: Services,
  caller: Caller & { userId?: string },
  {
    id,
    also,
  }: {
    id: string;
    also?: (transaction: Transaction, revoked: ArchiveWithFiles, event: EventHead) => Promise<void>;
  },
): Promise<ArchiveWithFiles> {
  const { tenantId, mode } = caller;
  return store.transaction(async (transaction) => {
    const { archive, files } = await readArchive(transaction, caller, id);
    if (archive.status === 'REVOKED') return { archive, files };
    const change = {
      status: 'REVOKED',
      error_code: null,
      error_message: null,
      classification: null,
      analysis: null,
      task_id: null,
      updated_at: now(),
    } as const;
    if (!(await changeArchive(transaction, archive, change))) {
      throw new Failure('SERVER_UNAVAILABLE', 'The archive changed at this very moment. Try again.');
    }
    await eraseFiles(transaction, id);
    await removeDatapointsOf(transaction, { tenantId, mode }, id);
    if (archive.task_id && archive.status === 'STARTED') {
      const outcome = { taskId: archive.task_id, status: 'FAILED', errorCode: null, now: now() } as const;
      await finishTask(transaction, { tenantId, mode }, outcome);
    }
    const revoked = { archive: { ...archive, ...change, version: archive.version + 1 }, files };
    const event = appendArchiveEvent(transaction, revoked.archive, 'ARCHIVE_REVOKED');
    await also?.(transaction, revoked, event);
    return revoked;
  });
}
