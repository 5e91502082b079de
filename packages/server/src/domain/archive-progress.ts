import type { UploadReference } from '@winkwire/contract/callbacks';
import type { ArchiveProgress } from '@winkwire/contract/widget-api';
import type { Services } from '../services.ts';
import { type ArchiveWithFiles, uploadResource } from './archive-resource.ts';

type Links = Pick<Services, 'config' | 'encryptionKeys' | 'publicUrl'>;

/** What a page is told of an archive. */
export function uploadReference(services: Links, read: ArchiveWithFiles): UploadReference {
  const { id, type, state, rawFiles } = uploadResource(services, read);
  return { id, type: type ?? 'OTHERS', state, rawFiles };
}

/** What the frame follows. */
export const archiveProgress = (
  services: Links,
  read: ArchiveWithFiles,
): Omit<ArchiveProgress, 'callbacks'> => ({
  archive: uploadReference(services, read),
  version: read.archive.version,
});
