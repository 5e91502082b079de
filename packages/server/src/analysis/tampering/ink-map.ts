/** Grey, one byte each, row by row. 0 is black. */
export interface GreyPicture {
  data: Uint8Array;
  width: number;
  height: number;
}

/** The side of a square, in pixels. The paper is assumed to be equally bright in the whole square. */
const tile = 64;

/** How bright the paper is in each square of a picture. Shadows and lamps make the brightness differ. */
export class PaperMap {
  readonly #columns: number;
  readonly #levels: Uint8Array;

  constructor({ data, width, height }: GreyPicture) {
    this.#columns = Math.ceil(width / tile);
    this.#levels = new Uint8Array(this.#columns * Math.ceil(height / tile));
    const counts = new Uint32Array(256);
    for (const index of this.#levels.keys()) {
      counts.fill(0);
      const left = (index % this.#columns) * tile;
      const top = Math.floor(index / this.#columns) * tile;
      for (let y = top; y < Math.min(top + tile, height); y += 2)
        for (let x = left; x < Math.min(left + tile, width); x += 2)
          (counts[data[y * width + x] as number] as number)++;
      this.#levels[index] = upperQuarter(counts);
    }
  }

  at(x: number, y: number): number {
    return this.#levels[Math.floor(y / tile) * this.#columns + Math.floor(x / tile)] as number;
  }
}

function upperQuarter(counts: Uint32Array): number {
  let left = counts.reduce((sum, count) => sum + count, 0) / 4;
  for (let value = 255; value > 0; value--) {
    left -= counts[value] as number;
    if (left <= 0) return value;
  }
  return 0;
}

/** The side of a cell, in pixels. Text is found in units of cells. */
export const cellSize = 4;
/** A pixel is ink if it is darker than this share of the paper's brightness. */
export const inkShare = 0.6;

export interface InkMap {
  cells: Uint8Array;
  columns: number;
  rows: number;
}

export function inkMapOf({ data, width, height }: GreyPicture, paper: PaperMap): InkMap {
  const columns = Math.floor(width / cellSize);
  const rows = Math.floor(height / cellSize);
  const cells = new Uint8Array(columns * rows);
  for (let y = 0; y < rows * cellSize; y++) {
    const row = Math.floor(y / cellSize) * columns;
    for (let x = 0; x < columns * cellSize; x++) {
      if ((data[y * width + x] as number) < inkShare * paper.at(x, y))
        cells[row + Math.floor(x / cellSize)] = 1;
    }
  }
  return { cells, columns, rows };
}
