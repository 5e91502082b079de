import type { ArchiveCreateRequest } from '@winkwire/contract/resources/archive';
import type { GivenFile } from '../actions/accept-file.ts';
import { Failure } from '../platform/failure.ts';
import { Base64Reader, type DecodedFile } from './base64-reader.ts';

type FileObject = ArchiveCreateRequest['rawFiles'][number];

/** The files of a request. Large ones were decoded while they arrived, and are in `arrived`. */
export const givenFiles = (
  files: FileObject[],
  arrived: ReadonlyMap<string, DecodedFile> | undefined,
): GivenFile[] =>
  files.map(({ fileContent, fileName, fileSubtype, fileExtensionType }, index) => ({
    bytes: bytesOf(arrived?.get(fileContent) ?? decode(fileContent), `rawFiles[${index}].fileContent`),
    name: fileName,
    subType: fileSubtype,
    format: fileExtensionType,
  }));

function decode(text: string): DecodedFile {
  const reader = new Base64Reader(Number.POSITIVE_INFINITY);
  reader.add(Buffer.from(JSON.stringify(text).slice(1, -1)));
  return reader.end();
}

function bytesOf(file: DecodedFile, field: string): Uint8Array {
  if ('bytes' in file) return file.bytes;
  const reason = {
    NOT_BASE64: "has to be the file's bytes in base64",
    TOO_LARGE: 'a file may be at most 15 MB',
  };
  throw new Failure('INVALID_PARAMETERS', `${field}: ${reason[file.fault]}.`);
}
