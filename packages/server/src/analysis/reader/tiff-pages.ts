import { maximumPagesRead, maximumTagValues } from './limits.ts';
import { FileFaultError } from './messages.ts';

/** The values of a page's tags, keyed by the number of the tag. */
export type TiffPage = ReadonlyMap<number, readonly number[]>;

/** The tags for the size of a page, its tiles and pixels, its compression and its data. */
const tags = new Set([256, 257, 258, 259, 273, 277, 279, 322, 323, 324, 325]);

/** The size of a value in bytes, keyed by its type: BYTE, SHORT, LONG and UNDEFINED. */
const sizes: Record<number, number> = { 1: 1, 3: 2, 4: 4, 7: 1 };

/**
 * The pages of a TIFF, at most `maximumPagesRead`. Throws FileFaultError for a BigTIFF, too many values, and damaged
 * directories.
 */
export function tiffPages(bytes: Uint8Array): TiffPage[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return walk(view);
  } catch (error) {
    if (error instanceof RangeError) throw new FileFaultError('CORRUPT', 'A directory ends too early.');
    throw error;
  }
}

function walk(view: DataView): TiffPage[] {
  const little = view.getUint16(0) === 0x4949;
  if (view.getUint16(2, little) !== 42) {
    throw new FileFaultError(
      'UNSUPPORTED',
      'is a BigTIFF, which we cannot read. Save it as a TIFF or a PDF.',
    );
  }
  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  let at = view.getUint32(4, little);
  while (at !== 0 && pages.length < maximumPagesRead) {
    if (seen.has(at))
      throw new FileFaultError('CORRUPT', 'One directory of the TIFF leads back to an earlier one.');
    seen.add(at);
    const entries = view.getUint16(at, little);
    pages.push(readPage(view, { at: at + 2, entries, little }));
    at = view.getUint32(at + 2 + 12 * entries, little);
  }
  return pages;
}

function readPage(
  view: DataView,
  { at, entries, little }: { at: number; entries: number; little: boolean },
): TiffPage {
  const page = new Map<number, number[]>();
  for (let entry = at; entry < at + 12 * entries; entry += 12) {
    const tag = view.getUint16(entry, little);
    const type = view.getUint16(entry + 2, little);
    const size = sizes[type];
    if (!tags.has(tag) || page.has(tag) || size === undefined) continue;
    const count = view.getUint32(entry + 4, little);
    if (count > maximumTagValues)
      throw new FileFaultError('TOO_LARGE_DECODED', `Tag ${tag} has ${count} values.`);
    const start = count * size <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
    page.set(
      tag,
      Array.from({ length: count }, (_, index) => valueAt(view, { at: start + index * size, size, little })),
    );
  }
  return page;
}

function valueAt(
  view: DataView,
  { at, size, little }: { at: number; size: number; little: boolean },
): number {
  if (size === 1) return view.getUint8(at);
  return size === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
}
