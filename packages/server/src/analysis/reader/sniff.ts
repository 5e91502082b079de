import { fileTypeFromBuffer } from 'file-type';
import type { SniffedFormat } from './messages.ts';

const formats: Record<string, SniffedFormat> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
};

/** The format of the bytes, by their signature; undefined for formats that are not accepted. */
export async function sniff(bytes: Uint8Array): Promise<SniffedFormat | undefined> {
  const found = await fileTypeFromBuffer(bytes);
  return found ? formats[found.mime] : undefined;
}
