import { blockSide } from './block-transform.ts';
import type { GreyPicture } from './ink-map.ts';
import { likelyGrids } from './likely-grids.ts';
import { quantisationTable } from './quantisation-table.ts';
import { type Block, type BlockPlace, blockAt, roundingError } from './rounding-error.ts';
import { textBlocks } from './text-blocks.ts';

/** How a picture was compressed as JPEG when it was last saved, or at an earlier time. */
export interface Compression {
  /** Where the first block begins. */
  grid: BlockPlace;
  table: Float64Array;
}

/** The compression of a picture is measured in a sample of its blocks with text. The sample has at least this size. */
const sampleSize = 60;
/** The minimum number of blocks with text. A page with fewer such blocks has too little text to compare. */
const fewestBlocks = 150;
/**
 * The range of JPEG qualities that are tried. In a worse quality, text is hard to read, and a better quality leaves no
 * traces that last.
 */
const [worst, best] = [25, 95];
/**
 * The maximum `change` of a quantisation table that counts as the one that was used. With the right table, `change` is
 * close to 0 if the picture was not saved again. In the measured pictures that were saved again, it was below 0.35.
 */
const mostChange = 0.45;

/** The compressions that the text of a picture has gone through, at most one for each likely grid. */
export function earlierCompressions(picture: GreyPicture): Compression[] {
  const blocks = textBlocks(picture, { x: 0, y: 0 });
  if (blocks.length < fewestBlocks) return [];
  const step = Math.floor(blocks.length / sampleSize);
  const sample = blocks.filter((_, index) => index % step === 0);
  return likelyGrids(picture, sample).flatMap((grid) => {
    const onGrid = sample.map(({ x, y }) => ({ x: x + grid.x, y: y + grid.y }));
    const blocks = samplesOf(picture, onGrid);
    const found = [false, true].flatMap((isOnSide) => worstQuality(blocks, isOnSide));
    const [least] = found.toSorted((one, other) => costOf(one) - costOf(other));
    return least ? [{ grid, table: least.table }] : [];
  });
}

/**
 * The table with the lowest cost was probably used. If two tables change a picture equally, the one of the
 * worse quality has the lower cost, because a table of a good quality hardly changes any picture.
 */
const costOf = ({ change, quality }: Tried): number => change + quality / 150;

/** The blocks of the sample, and blocks that begin half a block further up and to the left. */
interface Samples {
  inside: Block[];
  beside: Block[];
}

const half = blockSide / 2;

const samplesOf = (picture: GreyPicture, places: BlockPlace[]): Samples => ({
  inside: places.map((place) => blockAt(picture, place)),
  beside: places.map(({ x, y }) => blockAt(picture, { x: x - half, y: y - half })),
});

interface Tried {
  table: Float64Array;
  quality: number;
  /**
   * How much rounding changes the blocks of the sample, divided by how much it changes the blocks that are shifted by
   * half a block.
   */
  change: number;
}

/** The neighbours of a table are the tables whose quality differs from its own by at most this number. */
const neighbourhood = 3;

/**
 * Returns the table of the worst quality whose `change` is less than `mostChange` and not greater than that of any
 * neighbouring table. Empty if there is none. A later saving usually has a better quality, and compresses a pasted part
 * too. So the table of a later saving does not reveal that part.
 */
function worstQuality(samples: Samples, isOnSide: boolean): Tried[] {
  const tried = Array.from({ length: best - worst + 1 }, (_, index) => {
    const quality = worst + index;
    const table = quantisationTable(quality, isOnSide);
    return { table, quality, change: changeOf(samples, table) };
  });
  const found = tried.find(({ change }, index) => {
    const around = tried.slice(Math.max(0, index - neighbourhood), index + neighbourhood + 1);
    return change < mostChange && around.every((other) => other.change >= change);
  });
  return found ? [found] : [];
}

function changeOf({ inside, beside }: Samples, table: Float64Array): number {
  const errorOf = (blocks: Block[]) => blocks.reduce((sum, block) => sum + roundingError(block, table), 0);
  return errorOf(inside) / Math.max(1, errorOf(beside));
}
