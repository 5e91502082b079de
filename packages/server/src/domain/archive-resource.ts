import type { UploadReference } from '@winkwire/contract/callbacks';
import type { Archive } from '@winkwire/contract/resources/archive';
import type { ArchiveExtraction } from '@winkwire/contract/resources/archive-extraction';
import type { RawFile } from '@winkwire/contract/resources/raw-file';
import type { Upload } from '@winkwire/contract/resources/upload';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Services } from '../platform/services.ts';
import type { ArchiveRow } from './archives.ts';
import { fileLink } from './file-links.ts';
import type { FileRow } from './files.ts';

type Links = Pick<Services, 'config' | 'encryptionKeys' | 'publicUrl' | 'now'>;

export interface ArchiveWithFiles {
  archive: ArchiveRow;
  files: FileRow[];
}

export function archiveResource(services: Links, { archive, files }: ArchiveWithFiles): Archive {
  const analysis = archive.analysis === null ? null : (JSON.parse(archive.analysis) as Archive['analysis']);
  return {
    ...uploadResource(services, { archive, files }),
    classification: archive.classification && { fileType: archive.classification },
    analysis,
    extraction: analysis && ({ fileType: archive.type, analysis } as ArchiveExtraction),
    validation:
      archive.validation === null ? null : (JSON.parse(archive.validation) as Archive['validation']),
  };
}

export function uploadResource(services: Links, { archive, files }: ArchiveWithFiles): Upload {
  return {
    id: archive.id,
    createdAt: timestamp(archive.created_at),
    providerId: archive.provider_id,
    userId: archive.user_id,
    type: archive.type,
    state: {
      status: archive.status,
      errorCode: archive.error_code,
      errorMessage: archive.error_message,
      updatedAt: timestamp(archive.updated_at),
    },
    rawFiles: files.map((file) => rawFileResource(services, file)),
  };
}

export function uploadReference(services: Links, read: ArchiveWithFiles): UploadReference {
  const { id, type, state, rawFiles } = uploadResource(services, read);
  return { id, type, state, rawFiles };
}

const bytesOfKilobyte = 1024;

function rawFileResource(services: Links, file: FileRow): RawFile {
  return {
    id: file.id,
    createdAt: timestamp(file.created_at),
    name: file.name,
    subType: file.sub_type,
    size: Math.ceil(file.size_bytes / bytesOfKilobyte),
    format: file.format,
    url: fileLink(services, file),
  };
}
