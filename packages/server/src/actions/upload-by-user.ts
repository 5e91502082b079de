import type { ArchiveProgress } from '@winkwire/contract/widget-api';
import { archiveProgress } from '../domain/archive-progress.ts';
import { type ArchiveWithFiles, uploadReference } from '../domain/archive-resource.ts';
import { findCallbacksOfSource, recordCallback } from '../domain/callbacks.ts';
import type { SessionCaller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import type { EventHead, Transaction } from '../store/store.ts';
import type { GivenFile } from './accept-file.ts';
import { createArchive } from './create-archive.ts';
import { revokeArchive } from './revoke-archive.ts';

export async function uploadByUser(
  services: Services,
  caller: SessionCaller,
  { fileType, files }: { fileType: string; files: readonly GivenFile[] },
): Promise<ArchiveProgress> {
  const { tenantId, mode, userId, sessionId } = caller;
  const created = await createArchive(
    services,
    { tenantId, mode },
    {
      userId,
      fileType,
      files,
      provider: 'user-provided',
      sessionId,
      also: callbackRecorder(services, caller, 'onUploadsCreated'),
    },
  );
  return progressOf(services, caller, { read: created, after: 0 });
}

export async function revokeByUser(
  services: Services,
  caller: SessionCaller,
  id: string,
): Promise<ArchiveProgress> {
  const { tenantId, mode, userId, sessionId } = caller;
  const also = callbackRecorder(services, caller, 'onUploadsRemoved');
  const revoked = await revokeArchive(services, { tenantId, mode, userId }, { id, sessionId, also });
  return progressOf(services, caller, { read: revoked, after: revoked.archive.version - 1 });
}

/** The state of an archive, and the session's callbacks after version `after`. */
export async function progressOf(
  services: Services,
  { sessionId }: SessionCaller,
  { read, after }: { read: ArchiveWithFiles; after: number },
): Promise<ArchiveProgress> {
  const callbacks = await findCallbacksOfSource(services.store, {
    sessionId,
    sourceId: read.archive.id,
    after,
  });
  return { ...archiveProgress(services, read), callbacks };
}

function callbackRecorder(
  services: Services,
  { userId, sessionId }: SessionCaller,
  name: 'onUploadsCreated' | 'onUploadsRemoved',
) {
  return async (transaction: Transaction, read: ArchiveWithFiles, event: EventHead) => {
    await recordCallback(transaction, {
      sessionId,
      userId,
      name,
      arguments: { uploads: [uploadReference(services, read)], userId },
      eventId: event.id,
      at: services.now(),
      source: { id: read.archive.id, version: read.archive.version },
    });
  };
}
