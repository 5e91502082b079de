import { FileFaultError } from './messages.ts';

export interface HeicSize {
  width: number;
  height: number;
}

interface Box {
  type: string;
  /** Where the content of the box begins and ends. */
  start: number;
  end: number;
}

/**
 * Each of these boxes contains the next one, and the last one contains the sizes. `skipped` bytes precede the boxes
 * inside a box.
 */
const path = [
  { type: 'meta', skipped: 4 },
  { type: 'iprp', skipped: 0 },
  { type: 'ipco', skipped: 0 },
];
/** The maximum number of boxes on one level. A phone's photograph has 48 tiles and 10 properties. */
const mostBoxes = 10_000;

/**
 * The sizes of the picture, its tiles and its thumbnail. Throws FileFaultError for a missing or damaged box, and
 * RangeError if the file ends too early.
 */
export function heicSizes(buffer: Buffer): HeicSize[] {
  let part = { start: 0, end: buffer.length };
  for (const { type, skipped } of path) {
    const box = firstBox(buffer, part, type);
    if (!box) throw new FileFaultError('CORRUPT', `The HEIC has no box ${type}.`);
    part = { start: box.start + skipped, end: box.end };
  }
  const sizes = [...boxesOf(buffer, part)].filter(({ type }) => type === 'ispe');
  if (sizes.length === 0) throw new FileFaultError('CORRUPT', 'The HEIC declares no size.');
  return sizes.map((box) => sizeIn(buffer, box));
}

/** A box `ispe` has 4 bytes for the version and flags, 4 for the width and 4 for the height. */
function sizeIn(buffer: Buffer, { start, end }: Box): HeicSize {
  if (end - start < 12) throw new FileFaultError('CORRUPT', 'A box ispe is too short.');
  return { width: buffer.readUInt32BE(start + 4), height: buffer.readUInt32BE(start + 8) };
}

/** Programs may append bytes that are not a box, so the search ends at the first box of the type. */
function firstBox(buffer: Buffer, part: { start: number; end: number }, type: string): Box | undefined {
  for (const box of boxesOf(buffer, part)) if (box.type === type) return box;
  return undefined;
}

function* boxesOf(buffer: Buffer, { start, end }: { start: number; end: number }): Generator<Box> {
  let count = 0;
  for (let at = start; at + 8 <= end; count++) {
    if (count === mostBoxes) throw new FileFaultError('CORRUPT', 'The HEIC has too many boxes.');
    const box = boxAt(buffer, at, end);
    yield box;
    at = box.end;
  }
}

/** A length of 1 means that the real length follows as 64 bits, and 0 that the box is the last one. */
function boxAt(buffer: Buffer, at: number, end: number): Box {
  const short = buffer.readUInt32BE(at);
  const header = short === 1 ? 16 : 8;
  const length = short === 1 ? Number(buffer.readBigUInt64BE(at + 8)) : short || end - at;
  if (length < header || at + length > end) throw new FileFaultError('CORRUPT', 'A box has a wrong length.');
  return { type: buffer.toString('latin1', at + 4, at + 8), start: at + header, end: at + length };
}
