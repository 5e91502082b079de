import { timestamp } from '@winkwire/contract/timestamp';
import type { Services } from '../services.ts';
import type { ArchiveRow } from './archives.ts';
import { fileLink } from './file-links.ts';
import type { FileRow } from './files.ts';

type Links = Pick<Services, 'config' | 'secretsKeys' | 'publicUrl'>;

/** An archive with its files, as actions hand it out. */
export interface ArchiveWithFiles {
  archive: ArchiveRow;
  files: FileRow[];
}

/** Row to the archive resource. */
export function archiveResource(services: Links, { archive, files }: ArchiveWithFiles) {
  return {
    ...uploadResource(services, { archive, files }),
    classification: archive.classification && { fileType: archive.classification },
    analysis: archive.analysis && (JSON.parse(archive.analysis) as Record<string, string | number | null>),
    extraction: null,
    validation: null,
  };
}

/** The older face of the same row, and what the widget's callbacks carry. */
export function uploadResource(services: Links, { archive, files }: ArchiveWithFiles) {
  return {
    id: archive.id,
    createdAt: timestamp(archive.created_at),
    providerId: archive.provider_id as string,
    userId: archive.user_id,
    type: archive.type as string,
    state: {
      status: archive.status as string,
      errorCode: archive.error_code as string | null,
      errorMessage: archive.error_message,
      updatedAt: timestamp(archive.updated_at),
    },
    rawFiles: files.map((file) => rawFileResource(services, archive, file)),
  };
}

const dayMilliseconds = 86_400_000;
const bytesOfKilobyte = 1024;

function rawFileResource(services: Links, archive: ArchiveRow, file: FileRow) {
  return {
    id: file.id,
    createdAt: timestamp(file.created_at),
    name: file.name,
    subType: file.sub_type,
    size: Math.ceil(file.size_bytes / bytesOfKilobyte),
    format: file.format as string,
    // Good as long as the file itself is kept, so that the same archive always shows the same link.
    url: fileLink(services, {
      id: file.id,
      name: file.name,
      expiresAt: archive.created_at + services.config.retentionDays * dayMilliseconds,
    }),
  };
}
