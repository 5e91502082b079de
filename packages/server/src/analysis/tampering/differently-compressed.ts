import { type ChangeMap, changeMapOf, neighbours } from './change-map.ts';
import { type Compression, earlierCompressions } from './earlier-compressions.ts';
import type { GreyPicture } from './ink-map.ts';
import { isTextAmongText } from './pasted-region.ts';
import type { Suspicion } from './suspicion.ts';

/**
 * Only the first pages of a file are examined, because more would take too long. Documents that are worth forging, such
 * as payslips, are short.
 */
const mostPages = 3;

/**
 * Finds text that was pasted into a picture. JPEG rounds blocks of 8 x 8 pixels. If such blocks are rounded again in
 * the same way, they hardly change, but text that was pasted in later does.
 */
export function differentlyCompressed(picture: GreyPicture, page: number): Suspicion[] {
  if (page > mostPages) return [];
  const isPasted = earlierCompressions(picture).some((compression) => hasPastedText(picture, compression));
  return isPasted ? [{ kind: 'TEXT_PASTED', page, detail: '' }] : [];
}

/**
 * A region counts as pasted if it has at least this many blocks, with at least this many different changes. A digit
 * covers 6 blocks, and a typed amount has at least 10 different changes. In 240 honest pictures, regions had at most 3.
 */
const fewest = { blocks: 6, changes: 5 };

function hasPastedText(picture: GreyPicture, compression: Compression): boolean {
  const map = changeMapOf(picture, compression);
  const differing = differingBlocks(map);
  return regionsOf(differing, map.columns)
    .filter((region) => region.length >= fewest.blocks)
    .filter((region) => new Set(region.map((at) => map.changes[at])).size >= fewest.changes)
    .some((region) => isTextAmongText(picture, { map, region, differing, grid: compression.grid }));
}

/**
 * A block differs if its change exceeds `leastChange`, and also exceeds `leastFactor` times the 90th percentile of all
 * changes. Pasted blocks change by 0.8 to 1.4, and nearly all others by less than 0.25. If the percentile itself
 * exceeds `leastChange`, the page was compressed in another way, and no block counts.
 */
const [leastChange, leastFactor] = [0.5, 2];

function differingBlocks({ changes, text }: ChangeMap): Set<number> {
  const sorted = text.map((at) => changes[at] as number).toSorted((one, other) => one - other);
  const tenth = sorted[Math.floor(sorted.length * 0.9)] ?? 1;
  if (tenth > leastChange) return new Set();
  const limit = Math.max(leastChange, leastFactor * tenth);
  return new Set(text.filter((at) => (changes[at] as number) > limit));
}

function regionsOf(blocks: Set<number>, columns: number): number[][] {
  const left = new Set(blocks);
  return [...blocks].flatMap((start) => {
    if (!left.delete(start)) return [];
    const region = [start];
    for (const at of region) region.push(...neighbours(at, columns).filter((next) => left.delete(next)));
    return [region];
  });
}
