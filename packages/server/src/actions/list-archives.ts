import type { Page } from '@winkwire/contract/schema/envelope';
import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import { archiveListing } from '../domain/archives.ts';
import { listFiles } from '../domain/files.ts';
import type { ListQuery } from '../domain/listing.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

export async function listArchives(
  { store }: Services,
  caller: Caller,
  query: ListQuery,
): Promise<Page<ArchiveWithFiles>> {
  const { rows, nextCursor } = await archiveListing.rows(store, caller, query);
  const files = await listFiles(
    store,
    rows.map((row) => row.id),
  );
  return {
    nextCursor,
    items: rows.map((row) => ({ archive: row, files: files.get(row.id) ?? [] })),
  };
}
