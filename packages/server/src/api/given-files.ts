import type { ArchiveCreateRequest } from '@winkwire/contract/resources/archive';
import type { GivenFile } from '../actions/accept-file.ts';
import { Failure } from '../failure.ts';

type FileObject = ArchiveCreateRequest['rawFiles'][number];

/** The files of a request, out of base64. */
export const givenFiles = (files: FileObject[]): GivenFile[] =>
  files.map((file, index) => ({
    bytes: decode(file.fileContent, `rawFiles[${index}].fileContent`),
    name: file.fileName,
    subType: file.fileSubtype,
    format: file.fileExtensionType,
  }));

/** Strict: what Buffer would skip in silence is a wrong file. Line breaks are what encoders put in, and no fault. */
export function decode(text: string, field: string): Uint8Array {
  const bare = text.replace(/[\r\n]+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(bare) || bare.replace(/=+$/, '').length % 4 === 1) {
    throw new Failure('INVALID_PARAMETERS', `${field}: give the file's bytes in base64.`);
  }
  return new Uint8Array(Buffer.from(bare, 'base64'));
}
