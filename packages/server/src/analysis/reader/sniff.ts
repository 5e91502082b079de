import { fileTypeFromBuffer } from 'file-type';
import type { SniffedFormat } from './messages.ts';

const formats: Record<string, SniffedFormat> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
};

/** The format of a file, by the signature in its bytes. Undefined if the format is not accepted. */
export async function sniff(bytes: Uint8Array): Promise<SniffedFormat | undefined> {
  const found = await fileTypeFromBuffer(bytes);
  return found ? formats[found.mime] : undefined;
}
