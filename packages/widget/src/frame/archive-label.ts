import type { UploadReference } from '@winkwire/contract/callbacks';
import type { Texts } from './texts/en.ts';

/** The kind of document, in words. Its type is null until it has been recognised. */
export function archiveLabel({ type }: UploadReference, { fileTypes, archive }: Texts): string {
  return type !== null && type in fileTypes ? fileTypes[type as keyof typeof fileTypes] : archive.unknown;
}
