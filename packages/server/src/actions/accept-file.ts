import type { RawFileFormat } from '@winkwire/contract/archive-states';
import { newId } from '@winkwire/contract/ids';
import { maximumUploadBytes } from '@winkwire/contract/widget-api';
import { inspectFile } from '../analysis/reader/inspect-file.ts';
import { type FileFault, FileFaultError, type SniffedFormat } from '../analysis/reader/messages.ts';
import { sniff } from '../analysis/reader/sniff.ts';
import { fileName } from '../domain/file-name.ts';
import type { NewFile } from '../domain/files.ts';
import { Failure } from '../failure.ts';

/** Which of its reasons a file was refused for: the widget says it in the user's language. */
export class FileRefusal extends Failure {
  readonly fault: FileFault;

  constructor(fault: FileFault, message: string) {
    super('INVALID_PARAMETERS', message);
    this.fault = fault;
  }
}

/** A file as it was given; its name and format are what somebody says, not what it is. */
export interface GivenFile {
  bytes: Uint8Array;
  name?: string | null | undefined;
  subType?: string | null | undefined;
  /** Undefined where nobody said: then any format that we take will do. */
  format?: RawFileFormat | undefined;
}

/** What a file without a name is called. */
interface Naming {
  archiveId: string;
  otherwise: string;
  now: number;
}

/** Looks into the file and refuses what nobody could open, in words that its owner can act on. */
export async function acceptFile(given: GivenFile, { archiveId, otherwise, now }: Naming): Promise<NewFile> {
  const shown = given.name ? `"${fileNameShown(given.name)}"` : 'The file';
  if (given.bytes.length === 0) refuse(shown, 'EMPTY');
  if (given.bytes.length > maximumUploadBytes) refuse(shown, 'TOO_LARGE');
  const sniffed = await sniff(given.bytes);
  if (!sniffed) return refuse(shown, 'UNSUPPORTED');
  if (given.format && familyOf(given.format) !== sniffed) {
    throw new FileRefusal('UNSUPPORTED', `${shown} is said to be ${given.format}, and is ${sniffed}.`);
  }
  try {
    await inspectFile(given.bytes, sniffed);
  } catch (error) {
    if (error instanceof FileFaultError) refuse(shown, error.fault);
    throw error;
  }
  const format = formatOf(sniffed, given);
  return {
    id: newId('rawFile'),
    archive_id: archiveId,
    name: fileName(given.name, format, otherwise),
    sub_type: given.subType ?? null,
    format,
    size_bytes: given.bytes.length,
    content: given.bytes,
    created_at: now,
  };
}

const reasons: Record<FileFault, string> = {
  EMPTY: 'is empty.',
  TOO_LARGE: 'is too large: 15 MB is the most, and 50 million pixels.',
  UNSUPPORTED: 'is no PNG, JPG, PDF or TIFF.',
  CORRUPT: 'is damaged and cannot be opened. Save or scan it again.',
  ENCRYPTED: 'is protected by a password. Save it without one.',
  TIMEOUT: 'takes too long to open. Save or scan it again.',
  BROKEN: 'cannot be opened. Save or scan it again.',
};

function refuse(shown: string, fault: FileFault): never {
  throw new FileRefusal(fault, `${shown} ${reasons[fault]}`);
}

const familyOf = (format: RawFileFormat): SniffedFormat => (format === 'JPG' ? 'JPEG' : format);

/** JPG and JPEG are one; the word that its owner uses is kept. */
function formatOf(sniffed: SniffedFormat, given: GivenFile): RawFileFormat {
  if (sniffed !== 'JPEG') return sniffed;
  return given.format === 'JPEG' || /\.jpeg$/i.test(given.name ?? '') ? 'JPEG' : 'JPG';
}

const fileNameShown = (name: string) => name.replace(/[\p{C}"]/gu, '').slice(0, 80);
