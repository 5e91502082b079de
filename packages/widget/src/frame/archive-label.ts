import type { UploadReference } from '@winkwire/contract/callbacks';
import type { Texts } from './texts/en.ts';

/** The kind of an uploaded document, in words. `type` is null until the kind has been recognised. */
export function archiveLabel({ type }: UploadReference, { fileTypes, archive }: Texts): string {
  return type !== null && type in fileTypes ? fileTypes[type as keyof typeof fileTypes] : archive.unknown;
}
