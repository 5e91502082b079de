import type { ArchiveFailureCode } from '@winkwire/contract/archive-states';
import type { EventHead, Transaction } from '../store/store.ts';
import { type ArchiveRow, archiveProviders } from './archives.ts';
import type { DatapointSource } from './datapoints.ts';

type ArchiveEventType = 'ARCHIVE_STARTED' | 'ARCHIVE_ANALYZED' | 'ARCHIVE_REVOKED';

export const appendArchiveEvent = (
  transaction: Transaction,
  archive: ArchiveRow,
  type: ArchiveEventType,
): EventHead => append(transaction, archive, { type });

export const appendArchiveFailed = (
  transaction: Transaction,
  archive: ArchiveRow,
  failure: { code: ArchiveFailureCode; message: string },
): EventHead =>
  append(transaction, archive, {
    type: 'ARCHIVE_FAILED',
    errorCode: failure.code,
    errorMessage: failure.message,
  });

export const appendFieldCorrected = (
  transaction: Transaction,
  archive: ArchiveRow,
  field: string,
): EventHead => append(transaction, archive, { type: 'FIELD_CORRECTED', field });

function append(
  transaction: Transaction,
  archive: ArchiveRow,
  { type, ...more }: { type: string; [name: string]: unknown },
): EventHead {
  return transaction.append({
    ...envelopeOf(archive),
    type,
    data: { userId: archive.user_id, archiveId: archive.id, ...more },
  });
}

/** The legacy field `accountId` contains the id of the archive. */
export function appendAdded(
  transaction: Transaction,
  archive: ArchiveRow,
  added:
    | { type: 'IDENTITY_ADDED'; identityId: string }
    | { type: 'DOCUMENTS_ADDED' | 'EMPLOYMENTS_ADDED' | 'INCOMES_ADDED'; count: number },
): EventHead {
  const { type, ...more } = added;
  const about = { userId: archive.user_id, accountId: archive.id };
  const data = { ...about, ...more, providers: archiveProviders(archive) };
  return transaction.append({ ...envelopeOf(archive), type, data });
}

export const sourceOf = (archive: ArchiveRow): DatapointSource => ({
  tenantId: archive.tenant_id,
  mode: archive.mode,
  userId: archive.user_id,
  sourceId: archive.id,
  sourceType: 'ARCHIVE',
  providerId: archive.provider_id,
});

const envelopeOf = (archive: ArchiveRow) => ({
  tenantId: archive.tenant_id,
  mode: archive.mode,
  sourceId: archive.id,
  userId: archive.user_id,
  ...(archive.session_id ? { sessionId: archive.session_id } : {}),
});
