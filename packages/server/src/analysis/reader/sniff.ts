import type { SniffedFormat } from './messages.ts';

/** The first bytes of each format, except HEIC. A TIFF has its byte order and 42, or 43 if it is a BigTIFF. */
const signatures: [SniffedFormat, number[]][] = [
  ['PDF', [...Buffer.from('%PDF-')]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['TIFF', [0x49, 0x49, 42, 0]],
  ['TIFF', [0x49, 0x49, 43, 0]],
  ['TIFF', [0x4d, 0x4d, 0, 42]],
  ['TIFF', [0x4d, 0x4d, 0, 43]],
];

/**
 * A PDF's signature is searched for in this many bytes, as in viewers, because mail programs and printers write bytes
 * before it.
 */
const bytesBeforePdf = 1024;

export function sniff(bytes: Uint8Array): SniffedFormat | undefined {
  const found = signatures.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (found) return found[0];
  if (isHeic(bytes)) return 'HEIC';
  return hasPdfSignature(bytes) ? 'PDF' : undefined;
}

/** A photograph has one of these brands first, or `mif1` first and one of them later. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);
const bytesOfBrands = 256;

/** The first box, `ftyp`, contains the main brand, a version and the other brands. */
function isHeic(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, bytesOfBrands));
  if (buffer.length < 16 || buffer.toString('latin1', 4, 8) !== 'ftyp') return false;
  const end = Math.min(buffer.readUInt32BE(0), buffer.length);
  for (let at = 8; at + 4 <= end; at += 4)
    if (heicBrands.has(buffer.toString('latin1', at, at + 4))) return true;
  return false;
}

const hasPdfSignature = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, bytesBeforePdf)).includes('%PDF-');
