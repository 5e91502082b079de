import { blockSide } from './block-transform.ts';
import type { GreyPicture } from './ink-map.ts';
import { likelyGrids } from './likely-grids.ts';
import { quantisationTable } from './quantisation-table.ts';
import { type Block, type BlockPlace, blockAt, roundingError } from './rounding-error.ts';
import { textBlocks } from './text-blocks.ts';

/** How a picture was compressed when it was saved as JPEG, for the last time or earlier. */
export interface Compression {
  grid: BlockPlace;
  table: Float64Array;
}

const sampleSize = 60;
/** A page with fewer blocks of text has too little to compare. */
const fewestBlocks = 150;
/**
 * The JPEG qualities that are tried. In a worse quality, text is hard to read. A better quality leaves no lasting
 * traces.
 */
const [worst, best] = [25, 95];
/**
 * A quantisation table counts as used only if its `change` is at most this. The `change` of the right table is close to
 * 0, or up to 0.35 if the picture was saved again.
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
 * If two tables change a picture equally, the one of the worse quality was probably used. A table of a good quality
 * hardly changes any picture.
 */
const costOf = ({ change, quality }: Tried): number => change + quality / 150;

/** The blocks of a sample, and blocks that begin half a block further up and to the left. */
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
  /** How much rounding changes the sample, compared with blocks shifted by half a block. */
  change: number;
}

/** Two tables are neighbours if their qualities differ by at most this number. */
const neighbourhood = 3;

/**
 * Returns the table of the worst quality at which `change` is a local minimum. Better qualities usually come from a
 * later saving, which compressed a pasted part too.
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
