import type { SniffedFormat } from './messages.ts';

/**
 * The bytes with which files of each accepted format begin, except HEIC. A TIFF begins with its byte order and the
 * number 42. In a BigTIFF, the number is 43.
 */
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
 * The signature of a PDF is searched for in this many bytes at the beginning of a file. Viewers do so too, because
 * mail programs and printers write bytes before it.
 */
const bytesBeforePdf = 1024;

/** Undefined if the format is not accepted. */
export function sniff(bytes: Uint8Array): SniffedFormat | undefined {
  const found = signatures.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (found) return found[0];
  if (isHeic(bytes)) return 'HEIC';
  return hasPdfSignature(bytes) ? 'PDF' : undefined;
}

/** The brands of a HEIC. A photograph has one of them first, or has `mif1` first and one of them later. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);
const bytesOfBrands = 256;

/** The first box of a HEIC is `ftyp`. It contains the main brand, a version, and the file's other brands. */
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
