import type { ArchiveErrorCode, ArchiveStatus } from '@winkwire/contract/archive-states';
import type { Mode } from '@winkwire/contract/modes';
import type { Caller } from '../platform/caller.ts';
import type { Queries, Transaction, Value } from '../store/store.ts';
import type { FileTypeId } from './file-types.ts';
import { byDay, equals, ofUser } from './filters.ts';
import { Listing, listQuery } from './listing.ts';

export type ArchiveJob = 'NONE' | 'CLASSIFY' | 'ANALYZE' | 'CLASSIFY_AND_ANALYZE';

export type ArchiveProvider = 'user-provided' | 'tenant-provided';

export interface ArchiveRow {
  id: string;
  tenant_id: string;
  mode: Mode;
  user_id: string;
  provider_id: ArchiveProvider;
  type: FileTypeId | null;
  status: ArchiveStatus;
  error_code: ArchiveErrorCode | null;
  error_message: string | null;
  job: ArchiveJob;
  task_id: string | null;
  classification: FileTypeId | null;
  analysis: string | null;
  validation: string | null;
  /** JSON: values and their places in the files. */
  fields: string | null;
  /** JSON: how the files were read. */
  reading: string | null;
  corrections: string | null;
  /** How many pages are known and how many have been read, while the archive is read. */
  pages_known: number;
  pages_read: number;
  session_id: string | null;
  version: number;
  created_at: number;
  updated_at: number;
  /** After a failed attempt, the archive is not read before this time, in ms since 1970. 0 without a failure. */
  leased_until: number;
  attempts: number;
}

export const archiveProviders = (row: ArchiveRow): string[] => [row.provider_id];

export async function addArchive(transaction: Transaction, row: ArchiveRow): Promise<void> {
  await transaction.run(
    `insert into archives (id, tenant_id, mode, user_id, provider_id, type, status, error_code, error_message, job,
       task_id, classification, analysis, validation, session_id, version, created_at, updated_at, leased_until,
       attempts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      row.id,
      row.tenant_id,
      row.mode,
      row.user_id,
      row.provider_id,
      row.type,
      row.status,
      row.error_code,
      row.error_message,
      row.job,
      row.task_id,
      row.classification,
      row.analysis,
      row.validation,
      row.session_id,
      row.version,
      row.created_at,
      row.updated_at,
      row.leased_until,
      row.attempts,
    ],
  );
}

export async function findArchive(
  queries: Queries,
  owner: Caller,
  id: string,
): Promise<ArchiveRow | undefined> {
  return queries.get<ArchiveRow>('select * from archives where tenant_id = $1 and mode = $2 and id = $3', [
    owner.tenantId,
    owner.mode,
    id,
  ]);
}

export async function findArchivesOfUser(
  queries: Queries,
  owner: Caller,
  userId: string,
): Promise<ArchiveRow[]> {
  return queries.all<ArchiveRow>(
    'select * from archives where tenant_id = $1 and mode = $2 and user_id = $3 order by created_at, id',
    [owner.tenantId, owner.mode, userId],
  );
}

/** Leaves out the columns with long text, because a user may have thousands of archives. */
export const findAnalyzedSince = (
  queries: Queries,
  owner: Caller,
  { userId, since }: { userId: string; since: number },
) =>
  queries.all<Pick<ArchiveRow, 'id' | 'type'>>(
    `select id, type from archives
     where tenant_id = $1 and mode = $2 and user_id = $3 and created_at >= $4 and status = 'ANALYZED'
     order by created_at, id`,
    [owner.tenantId, owner.mode, userId, since],
  );

export async function countWaiting(queries: Queries, owner: Caller, userId: string): Promise<number> {
  const row = await queries.get<{ waiting: number }>(
    `select count(*) as waiting from archives
     where tenant_id = $1 and user_id = $2 and mode = $3 and status = 'STARTED'`,
    [owner.tenantId, userId, owner.mode],
  );
  return Number(row?.waiting ?? 0);
}

/** Reads few columns, because a long poll repeats this query. */
export async function findArchiveVersion(
  queries: Queries,
  owner: Caller,
  id: string,
): Promise<Pick<ArchiveRow, 'version' | 'pages_read'> | undefined> {
  return queries.get<Pick<ArchiveRow, 'version' | 'pages_read'>>(
    'select version, pages_read from archives where tenant_id = $1 and mode = $2 and id = $3',
    [owner.tenantId, owner.mode, id],
  );
}

/**
 * Call `rows` and not `page`, because the rows do not contain the files. `listArchives` in `actions/` adds the files.
 */
export const archiveListing = new Listing<ArchiveRow, ArchiveRow>({
  table: 'archives',
  filters: { userId: ofUser, fileType: equals('type', 'Only this type of file.'), ...byDay('created_at') },
  toResource: (row) => row,
});

/** The legacy list of uploads cannot be filtered by `fileType`. */
export const uploadQuery = listQuery({ userId: ofUser, ...byDay('created_at') });

/** False if the archive has changed since `row` was read. */
export async function changeArchive(
  transaction: Transaction,
  row: ArchiveRow,
  change: Partial<Omit<ArchiveRow, 'id' | 'tenant_id' | 'mode' | 'version'>>,
): Promise<boolean> {
  const columns = Object.keys(change);
  const assignments = columns.map((column, index) => `${column} = $${index + 4}`);
  const changed = await transaction.run(
    `update archives set version = version + 1, ${assignments.join(', ')}
     where id = $1 and tenant_id = $2 and version = $3`,
    [row.id, row.tenant_id, row.version, ...(Object.values(change) as Value[])],
  );
  return changed === 1;
}

/** The archive's version stays the same, because `progressVersion` also counts the pages read. */
export const setPagesRead = (
  queries: Queries,
  id: string,
  { known, read }: { known: number; read: number },
): Promise<number> =>
  queries.run(`update archives set pages_known = $1, pages_read = $2 where id = $3 and status = 'STARTED'`, [
    known,
    read,
    id,
  ]);
