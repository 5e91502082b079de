import type { UploadReference } from '@winkwire/contract/callbacks';
import type { Texts } from './texts/en.ts';

/** `type` is null until the kind of the document has been recognised. */
export function archiveLabel({ type }: UploadReference, { fileTypes, archive }: Texts): string {
  return type !== null && Object.hasOwn(fileTypes, type)
    ? fileTypes[type as keyof typeof fileTypes]
    : archive.unknown;
}
