import type { RawFileFormat } from '@winkwire/contract/archive-states';
import type { Caller } from '../platform/caller.ts';
import { readInBatches } from '../platform/read-in-batches.ts';
import type { Queries, Transaction } from '../store/store.ts';

export interface FileRow {
  id: string;
  archive_id: string;
  name: string;
  sub_type: string | null;
  format: RawFileFormat;
  size_bytes: number;
  created_at: number;
}

export interface NewFile extends FileRow {
  content: Uint8Array;
}

const columns = 'id, archive_id, name, sub_type, format, size_bytes, created_at';

export async function addFiles(transaction: Transaction, owner: Caller, files: NewFile[]): Promise<void> {
  for (const [position, file] of files.entries()) {
    await transaction.run(
      `insert into files (id, tenant_id, mode, archive_id, position, name, sub_type, format, size_bytes, content,
         created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        file.id,
        owner.tenantId,
        owner.mode,
        file.archive_id,
        position,
        file.name,
        file.sub_type,
        file.format,
        file.size_bytes,
        file.content,
        file.created_at,
      ],
    );
  }
}

export async function listFiles(queries: Queries, archiveIds: string[]): Promise<Map<string, FileRow[]>> {
  const files = new Map<string, FileRow[]>(archiveIds.map((id) => [id, []]));
  const rows = await readInBatches(archiveIds, (batch) =>
    queries.all<FileRow>(
      `select ${columns} from files where archive_id in (${batch.map((_, index) => `$${index + 1}`).join(', ')})
       order by archive_id, position`,
      batch,
    ),
  );
  for (const row of rows) {
    const numbers = { size_bytes: Number(row.size_bytes), created_at: Number(row.created_at) };
    files.get(row.archive_id)?.push({ ...row, ...numbers });
  }
  return files;
}

export async function findOwnFiles(
  queries: Queries,
  { tenantId, mode }: Caller,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await readInBatches(ids, (batch) =>
    queries.all<{ id: string }>(
      `select id from files
       where tenant_id = $1 and mode = $2 and id in (${batch.map((_, index) => `$${index + 3}`).join(', ')})`,
      [tenantId, mode, ...batch],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}

export const findArchiveOfFile = (queries: Queries, id: string) =>
  queries.get<{ archive_id: string }>('select archive_id from files where id = $1 and content is not null', [
    id,
  ]);

/** No owner is checked, because the signed link authorizes the caller. Undefined if the content has been erased. */
export async function findFileContent(
  queries: Queries,
  id: string,
): Promise<{ name: string; format: RawFileFormat; content: Uint8Array } | undefined> {
  return queries.get('select name, format, content from files where id = $1 and content is not null', [id]);
}

export const eraseFiles = (transaction: Transaction, archiveId: string) =>
  transaction.run('update files set content = null where archive_id = $1', [archiveId]);
