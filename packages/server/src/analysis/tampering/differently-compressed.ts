import { type ChangeMap, changeMapOf, neighbours } from './change-map.ts';
import { type Compression, earlierCompressions } from './earlier-compressions.ts';
import type { GreyPicture } from './ink-map.ts';
import { isTextAmongText } from './pasted-region.ts';
import type { Suspicion } from './suspicion.ts';

/** More pages would take too long. Documents that are worth forging, such as payslips, are short. */
const mostPages = 3;

/**
 * Finds text that was pasted into a picture. JPEG rounds blocks of 8 x 8 pixels, and blocks that were rounded before
 * hardly change again.
 */
export function differentlyCompressed(picture: GreyPicture, page: number): Suspicion[] {
  if (page > mostPages) return [];
  const isPasted = earlierCompressions(picture).some((compression) => hasPastedText(picture, compression));
  return isPasted ? [{ kind: 'TEXT_PASTED', page, detail: '' }] : [];
}

/**
 * A digit covers 6 blocks, and a typed amount has at least 10 different values. In 240 honest pictures, regions that
 * differed by chance had at most 3.
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
 * A block differs above `leastChange`, and above `leastFactor` times the 90th percentile. Pasted blocks have 0.8 to
 * 1.4, nearly all others less than 0.25. If the percentile is above `leastChange`, no block counts.
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
