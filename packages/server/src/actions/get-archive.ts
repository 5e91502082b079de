import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import { findArchive } from '../domain/archives.ts';
import { listFiles } from '../domain/files.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import type { Queries } from '../store/store.ts';

export async function getArchive(
  { store }: Services,
  caller: Caller & { userId?: string },
  id: string,
): Promise<ArchiveWithFiles> {
  return readArchive(store, caller, id);
}

export async function readArchive(
  queries: Queries,
  caller: Caller & { userId?: string },
  id: string,
): Promise<ArchiveWithFiles> {
  const archive = await findArchive(queries, caller, id);
  if (!archive || (caller.userId !== undefined && archive.user_id !== caller.userId)) {
    throw new Failure('MISSING_RESOURCE', 'There is no archive with this id.');
  }
  const files = await listFiles(queries, [id]);
  return { archive, files: files.get(id) ?? [] };
}
