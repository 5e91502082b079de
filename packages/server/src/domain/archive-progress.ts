import type { ArchiveProgress } from '@winkwire/contract/widget-api';
import type { Services } from '../platform/services.ts';
import { type ArchiveWithFiles, uploadReference } from './archive-resource.ts';

type Links = Pick<Services, 'config' | 'encryptionKeys' | 'publicUrl' | 'now'>;

/** The progress of an archive, which the frame polls. */
export const archiveProgress = (
  services: Links,
  read: ArchiveWithFiles,
): Omit<ArchiveProgress, 'callbacks'> => ({
  archive: uploadReference(services, read),
  version: read.archive.version,
});
