import { blockSide } from './block-transform.ts';
import type { ChangeMap } from './change-map.ts';
import type { GreyPicture } from './ink-map.ts';
import type { BlockPlace } from './rounding-error.ts';
import type { Area } from './text-areas.ts';

interface Region {
  map: ChangeMap;
  region: number[];
  /** All blocks that differ, including those of other regions. */
  differing: Set<number>;
  grid: BlockPlace;
}

/**
 * Whether a region looks like pasted text. Two honest changes do not: black bars over numbers, and the names that apps
 * write at the edge of a page.
 */
export function isTextAmongText(picture: GreyPicture, region: Region): boolean {
  return (
    !isInMargin(picture, region) &&
    isAmongText(region) &&
    inkIn(picture, region) < mostInk &&
    shareBesideBar(picture, region) < mostBesideBar
  );
}

/** The width of the margin at each edge, as a share of the page. Forms have no values in the margin. */
const margin = 0.03;

/** A picture may be stored on its side, so the name that an app writes may be at any edge. */
function isInMargin(picture: GreyPicture, { map, region, grid }: Region): boolean {
  const columns = extent(region.map((at) => grid.x + (at % map.columns) * blockSide));
  const rows = extent(region.map((at) => grid.y + Math.floor(at / map.columns) * blockSide));
  return isAtEdge(columns, picture.width) || isAtEdge(rows, picture.height);
}

const isAtEdge = ([first, last]: [number, number], length: number): boolean =>
  last + blockSide < length * margin || first > length * (1 - margin);

/** Whether other text stands beside the region, or both above and below it. */
function isAmongText({ map, region, differing }: Region): boolean {
  const rowOf = (at: number) => Math.floor(at / map.columns);
  const [top, bottom] = extent(region.map(rowOf));
  const rows = map.text.filter((at) => !differing.has(at)).map(rowOf);
  const has = (isThere: (row: number) => boolean) => rows.some(isThere);
  return has((row) => row >= top && row <= bottom) || (has((row) => row < top) && has((row) => row > bottom));
}

/** The maximum share of ink in a text. A black bar has a larger share. */
const mostInk = 0.6;

/** The share of pixels that are closer to the darkest one of the rectangle than to the brightest. */
function inkIn(picture: GreyPicture, { map, region, grid }: Region): number {
  const [first, last] = extent(region.map((at) => at % map.columns));
  const [top, bottom] = extent(region.map((at) => Math.floor(at / map.columns)));
  const area: Area = {
    left: grid.x + first * blockSide,
    right: grid.x + (last + 1) * blockSide,
    top: grid.y + top * blockSide,
    bottom: grid.y + (bottom + 1) * blockSide,
  };
  const rows = rowsOf(picture, area);
  const [darkest, brightest] = extentOf(rows);
  const middle = (darkest + brightest) / 2;
  const dark = rows.reduce((sum, row) => sum + row.filter((grey) => grey < middle).length, 0);
  return dark / (rows.length * (area.right - area.left));
}

/** The maximum share of a text's blocks that are beside a black bar. */
const mostBesideBar = 0.5;
/**
 * In a black bar, no pixel is brighter than `brightest`, and the pixels of a block differ by at most `difference`.
 * Letters do not fill a block with ink, and a scanned heading has grain.
 */
const bar = { brightest: 64, difference: 16 };

/** The share of the region's blocks that are near a black bar. The edges of a bar may look like pasted text. */
function shareBesideBar(picture: GreyPicture, { map, region, grid }: Region): number {
  const isOfBar = (column: number, row: number): boolean => {
    if (column < 0 || column >= map.columns || row < 0 || row >= map.rows) return false;
    const [left, top] = [grid.x + column * blockSide, grid.y + row * blockSide];
    const rows = rowsOf(picture, { left, right: left + blockSide, top, bottom: top + blockSide });
    const [darkest, brightest] = extentOf(rows);
    return brightest <= bar.brightest && brightest - darkest <= bar.difference;
  };
  // A block's value includes its eight neighbours, so the edge of a bar also raises the blocks beside it.
  const near = [-2, -1, 0, 1, 2];
  const beside = region.filter((at) => {
    const [column, row] = [at % map.columns, Math.floor(at / map.columns)];
    return near.some((down) => near.some((right) => isOfBar(column + right, row + down)));
  });
  return beside.length / region.length;
}

const rowsOf = ({ data, width }: GreyPicture, area: Area): Uint8Array[] =>
  Array.from({ length: area.bottom - area.top }, (_, row) =>
    data.subarray((area.top + row) * width + area.left, (area.top + row) * width + area.right),
  );

const extentOf = (rows: Uint8Array[]): [number, number] => extent(rows.flatMap((row) => extent(row)));

function extent(values: Iterable<number>): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
