import { fileTypeFromBuffer } from 'file-type';
import type { SniffedFormat } from './messages.ts';

const formats: Record<string, SniffedFormat> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
};

/** Viewers open a PDF if its signature stands in the first bytes. Mail programs and printers write bytes before it. */
const bytesBeforePdf = 1024;

/** The format of a file, by the signature in its bytes. Undefined if the format is not accepted. */
export async function sniff(bytes: Uint8Array): Promise<SniffedFormat | undefined> {
  const found = await fileTypeFromBuffer(bytes);
  const format = found && formats[found.mime];
  return format ?? (hasPdfSignature(bytes) ? 'PDF' : undefined);
}

const hasPdfSignature = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, bytesBeforePdf)).includes('%PDF-');
