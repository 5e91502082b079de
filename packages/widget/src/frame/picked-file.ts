import { maximumUploadBytes, type UnreadablePage, uploadExtensions } from '@winkwire/contract/widget-api';
import type { fileFaults } from '@winkwire/contract/widget-events';

/**
 * `TOO_LARGE_AS_JPG`: HEIC files were converted to JPG, and the JPGs together are too large. `GONE`: the file was
 * changed or deleted after it was chosen.
 */
export type FileFault = (typeof fileFaults)[number];

/** The chart never reads `blob`. */
export interface PickedFile {
  id: number;
  name: string;
  size: number;
  fault: FileFault | null;
  /** The first page that the server could not read after an earlier upload. */
  unreadable?: UnreadablePage;
  blob: Blob;
}

let lastId = 0;

export function pickFile(file: File): PickedFile {
  lastId += 1;
  return { id: lastId, name: file.name, size: file.size, fault: faultOf(file), blob: file };
}

/** Checks only the name and the size. The server checks the content. */
export function faultOf({ name, size }: { name: string; size: number }): FileFault | null {
  const extension = name.slice(name.lastIndexOf('.') + 1).toUpperCase();
  const accepted: readonly string[] = uploadExtensions;
  if (!accepted.includes(extension)) return 'FORMAT';
  if (size === 0) return 'EMPTY';
  return size > maximumUploadBytes ? 'TOO_LARGE' : null;
}
