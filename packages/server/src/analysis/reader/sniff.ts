import type { SniffedFormat } from './messages.ts';

/** The bytes with which each accepted format begins. The first two of a TIFF are its byte order, and a large TIFF has 43 instead of 42. */
const signatures: [SniffedFormat, number[]][] = [
  ['PDF', [...Buffer.from('%PDF-')]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['TIFF', [0x49, 0x49, 42, 0]],
  ['TIFF', [0x49, 0x49, 43, 0]],
  ['TIFF', [0x4d, 0x4d, 0, 42]],
  ['TIFF', [0x4d, 0x4d, 0, 43]],
];

/** Viewers open a PDF if its signature stands in the first bytes. Mail programs and printers write bytes before it. */
const bytesBeforePdf = 1024;

/** The format of a file, by the signature in its bytes. Undefined if the format is not accepted. */
export function sniff(bytes: Uint8Array): SniffedFormat | undefined {
  const found = signatures.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  return found?.[0] ?? (hasPdfSignature(bytes) ? 'PDF' : undefined);
}

const hasPdfSignature = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, bytesBeforePdf)).includes('%PDF-');
