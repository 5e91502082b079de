import type { RawFileFormat } from '@winkwire/contract/archive-states';
import { newId } from '@winkwire/contract/ids';
import { maximumUploadBytes } from '@winkwire/contract/widget-api';
import { maximumPages } from '../analysis/reader/limits.ts';
import { type FileFault, FileFaultError, type SniffedFormat } from '../analysis/reader/messages.ts';
import { sniff } from '../analysis/reader/sniff.ts';
import { fileName, fileNameShown } from '../domain/file-name.ts';
import type { NewFile } from '../domain/files.ts';
import { Failure } from '../platform/failure.ts';
import type { InspectFile } from './inspect-upload.ts';

/** Thrown for a file that is refused. The widget shows a text for `fault` in the user's language. */
export class FileRefusal extends Failure {
  readonly fault: FileFault | 'TOO_LARGE_AS_JPG';
  /** From 0. */
  position = 0;

  constructor(fault: FileRefusal['fault'], message: string) {
    super('INVALID_PARAMETERS', message);
    this.fault = fault;
  }
}

/** The name and the format are what the client claims. */
export interface GivenFile {
  bytes: Uint8Array;
  name?: string | null | undefined;
  subType?: string | null | undefined;
  /** If the client gave no format, any supported format is accepted. */
  format?: RawFileFormat | undefined;
}

interface Acceptance {
  archiveId: string;
  fallbackName: string;
  now: number;
  inspect: InspectFile;
}

export async function acceptFile(
  given: GivenFile,
  { archiveId, fallbackName, now, inspect }: Acceptance,
): Promise<NewFile> {
  const shown = given.name ? `"${fileNameShown(given.name)}"` : 'The file';
  if (given.bytes.length === 0) refuse(shown, 'EMPTY');
  if (given.bytes.length > maximumUploadBytes) refuse(shown, 'TOO_LARGE');
  const sniffed = sniff(given.bytes);
  if (!sniffed) return refuse(shown, 'UNSUPPORTED');
  if (given.format && familyOf(given.format) !== keptAs(sniffed)) {
    throw new FileRefusal('UNSUPPORTED', `${shown} is declared as ${given.format}, but is ${sniffed}.`);
  }
  let content: Uint8Array;
  try {
    content = await inspect(given.bytes, sniffed);
  } catch (error) {
    if (error instanceof FileFaultError && error.fault === 'UNSUPPORTED') {
      throw new FileRefusal('UNSUPPORTED', `${shown} ${error.message}`);
    }
    if (error instanceof FileFaultError) refuse(shown, error.fault, sniffed);
    throw error;
  }
  // A HEIC is replaced by a JPEG, which may be too large. The size of all other files has been checked before.
  if (content.length > maximumUploadBytes) refuse(shown, 'TOO_LARGE_DECODED', sniffed);
  const format = formatOf(sniffed, given);
  return {
    id: newId('rawFile'),
    archive_id: archiveId,
    name: fileName(given.name, format, fallbackName),
    sub_type: given.subType ?? null,
    format,
    size_bytes: content.length,
    content,
    created_at: now,
  };
}

const reasons: Record<FileFault, string> = {
  EMPTY: 'is empty.',
  TOO_LARGE: 'is too large. The maximum is 15 MB.',
  TOO_LARGE_DECODED:
    'is too large when it is opened. The maximum is 50 million pixels, or 256 MB. Save it with a lower resolution, or print it to a PDF.',
  TOO_MANY_PAGES: `has too many pages. The maximum is ${maximumPages}. Upload only the relevant pages.`,
  UNSUPPORTED: 'is not a PNG, JPG, PDF, TIFF or HEIC.',
  CORRUPT: 'is damaged and cannot be opened. Save or scan it again.',
  ENCRYPTED: 'is protected by a password. Save it without one.',
  TIMEOUT: 'takes too long to open. Upload a smaller picture, save it as JPG, or print it to a new PDF.',
  BROKEN: 'cannot be opened. Save or scan it again.',
};

/** For a HEIC, the limit of 15 MB applies to the JPEG that is stored instead. */
const heicTooLarge =
  'is too large when it is opened. The maximum is 50 million pixels, or 15 MB as a JPEG. Save it with a lower resolution.';

function refuse(shown: string, fault: FileFault, sniffed?: SniffedFormat): never {
  const isHeic = sniffed === 'HEIC' && fault === 'TOO_LARGE_DECODED';
  throw new FileRefusal(fault, `${shown} ${isHeic ? heicTooLarge : reasons[fault]}`);
}

const keptAs = (sniffed: SniffedFormat): Exclude<SniffedFormat, 'HEIC'> =>
  sniffed === 'HEIC' ? 'JPEG' : sniffed;

const familyOf = (format: RawFileFormat): SniffedFormat => (format === 'JPG' ? 'JPEG' : format);

/** Only a JPEG has two names, JPG and JPEG. The name that the client uses is kept. */
function formatOf(sniffed: SniffedFormat, given: GivenFile): RawFileFormat {
  const kept = keptAs(sniffed);
  if (kept !== 'JPEG') return kept;
  return given.format === 'JPEG' || /\.jpeg$/i.test(given.name ?? '') ? 'JPEG' : 'JPG';
}
