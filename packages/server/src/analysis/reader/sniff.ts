import { fileTypeFromBuffer } from 'file-type';
import type { SniffedFormat } from './messages.ts';

const formats: Record<string, SniffedFormat> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
};

/** What the bytes are, by their own marks; undefined for everything that is not taken. */
export async function sniff(bytes: Uint8Array): Promise<SniffedFormat | undefined> {
  const found = await fileTypeFromBuffer(bytes);
  return found ? formats[found.mime] : undefined;
}
