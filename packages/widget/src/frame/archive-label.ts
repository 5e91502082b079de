import type { UploadReference } from '@winkwire/contract/callbacks';
import type { WidgetFileType } from '@winkwire/contract/widget-api';
import type { Texts } from './texts/en.ts';

/** The kind of document, in words. Its type is null until it has been recognised. */
export function archiveLabel({ type }: UploadReference, fileTypes: WidgetFileType[], texts: Texts): string {
  return fileTypes.find((fileType) => fileType.type === type)?.typeLabel ?? type ?? texts.archive.unknown;
}
