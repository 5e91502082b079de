import { type ChangeMap, changeMapOf, neighbours } from './change-map.ts';
import { type Compression, earlierCompressions } from './earlier-compressions.ts';
import type { GreyPicture } from './ink-map.ts';
import { isTextAmongText } from './pasted-region.ts';
import type { Suspicion } from './suspicion.ts';

/**
 * Only this many pages at the beginning of a file are examined, because more would take too long. Documents that
 * somebody would gain from forging, such as payslips, are short.
 */
const mostPages = 3;

/**
 * Finds text that was pasted into a picture. A scanner or a camera compresses the whole page as JPEG, which
 * rounds each block of 8 x 8 pixels in a certain way. If the same rounding is done again, these blocks hardly
 * change, even if the picture was cropped, turned or saved again since. Text that was pasted in later does
 * change, because it was not rounded in that way.
 */
export function differentlyCompressed(picture: GreyPicture, page: number): Suspicion[] {
  if (page > mostPages) return [];
  const isPasted = earlierCompressions(picture).some((compression) => hasPastedText(picture, compression));
  return isPasted ? [{ kind: 'TEXT_PASTED', page, detail: '' }] : [];
}

/**
 * A region counts as pasted if it has at least `blocks` blocks, and at least `changes` different values in the change
 * map. A single digit covers 6 blocks. A typed amount has 19 to 180 blocks, and at least 10 different values. If a
 * block differs by chance, all blocks around it get a higher value too, and often the same one: in 240 honest pictures,
 * such regions had up to 12 blocks, but at most 3 different values.
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
 * A block differs if its value in `changes` exceeds two limits: `leastChange`, and `leastFactor` times the 90th
 * percentile of all blocks with text. Pasted blocks have values from 0.8 to 1.4. Nearly all other blocks have values of
 * less than 0.25. If the 90th percentile itself exceeds `leastChange`, the page was not compressed in the way that is
 * examined, and no block counts as differing.
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
