import { cellSize, type InkMap } from './ink-map.ts';

/** In pixels. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The maximum gap between letters of one text, in cells. */
const widestGap = 3;
const [lowest, highest, narrowest] = [8, 60, 16];
/** The maximum number of areas. A page of text has a few hundred words. */
const mostAreas = 3_000;

/**
 * The places of words: groups of inked cells that touch or nearly touch in a row. Specks, long lines and pictures are
 * left out.
 */
export function textAreas({ cells, columns, rows }: InkMap): Area[] {
  const joined = joinRows({ cells, columns, rows });
  const areas: Area[] = [];
  for (const start of joined.keys()) {
    if (joined[start] === 0) continue;
    const area = takeArea(joined, { start, columns });
    const [width, height] = [area.right - area.left, area.bottom - area.top];
    const isText =
      height >= lowest && height <= highest && width >= narrowest && width < (columns * cellSize) / 2;
    if (isText && areas.push(area) === mostAreas) break;
  }
  return areas;
}

function joinRows({ cells, columns, rows }: InkMap): Uint8Array {
  const joined = new Uint8Array(cells);
  for (let row = 0; row < rows; row++) {
    let last = Number.NEGATIVE_INFINITY;
    for (let column = 0; column < columns; column++) {
      if (cells[row * columns + column] === 0) continue;
      if (column - last <= widestGap + 1) joined.fill(1, row * columns + last, row * columns + column);
      last = column;
    }
  }
  return joined;
}

/** Returns the rectangle around the cells connected with `start`, and removes them from the map. */
function takeArea(cells: Uint8Array, { start, columns }: { start: number; columns: number }): Area {
  const waiting = [start];
  cells[start] = 0;
  let [left, right, top, bottom] = [columns, 0, Number.POSITIVE_INFINITY, 0];
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
    for (const next of [
      cell - columns,
      cell + columns,
      column > 0 ? cell - 1 : -1,
      column < columns - 1 ? cell + 1 : -1,
    ]) {
      if (cells[next] !== 1) continue;
      cells[next] = 0;
      waiting.push(next);
    }
  }
  return {
    left: left * cellSize,
    top: top * cellSize,
    right: (right + 1) * cellSize,
    bottom: (bottom + 1) * cellSize,
  };
}
