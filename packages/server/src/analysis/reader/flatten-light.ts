import { levelAt } from './level-at.ts';
import type { Picture } from './picture.ts';

/** The paper's brightness is measured once for each square with sides of this many pixels. */
const tile = 32;
/**
 * A square usually has more paper than ink. When its pixels are sorted by brightness, the one at this share is paper.
 */
const paperRank = 0.85;
/** A dark area narrower than this many squares is ink, such as a bar with white text. A wider area is a shadow. */
const widestInk = 7;

/** Makes the paper equally white everywhere, so that shadows, folds and weak light do not hide ink. */
export function flattenLight({ data, width, height }: Picture): Picture {
  const light = lightOf({ data, width, height });
  const target = new Uint8Array(data.length);
  for (let y = 0, at = 0; y < height; y++) {
    const row = rowOf(light, y);
    for (let x = 0; x < width; x++, at++) {
      const place = Math.max(0, x / tile - 0.5);
      const left = place | 0;
      const right = left + 1 < light.columns ? left + 1 : left;
      const one = row[left] as number;
      const level = one + ((row[right] as number) - one) * (place - left);
      const value = ((data[at] as number) * 255) / level;
      target[at] = value > 255 ? 255 : value;
    }
  }
  return { data: target, width, height };
}

interface Light {
  levels: Float64Array;
  columns: number;
  rows: number;
}

function lightOf(picture: Picture): Light {
  const columns = Math.ceil(picture.width / tile);
  const rows = Math.ceil(picture.height / tile);
  const levels = new Float64Array(columns * rows);
  for (const index of levels.keys()) {
    levels[index] = paperOf(picture, {
      left: (index % columns) * tile,
      top: Math.floor(index / columns) * tile,
    });
  }
  const measured = { levels, columns, rows };
  // A morphological closing: ink disappears, and shadows remain.
  const closed = spread(spread(measured, Math.max), Math.min);
  return spread(closed, mean, 1);
}

function paperOf({ data, width, height }: Picture, { left, top }: { left: number; top: number }): number {
  const counts = new Uint32Array(256);
  let rank = 0;
  for (let y = top; y < Math.min(top + tile, height); y += 2) {
    for (let x = left; x < Math.min(left + tile, width); x += 2) {
      (counts[data[y * width + x] as number] as number)++;
      rank += paperRank;
    }
  }
  return Math.max(1, levelAt(counts, rank));
}

function spread(light: Light, combine: (...values: number[]) => number, reach = (widestInk - 1) / 2): Light {
  const inRows = along(light, { combine, reach, step: 1, length: light.columns });
  return along(inRows, { combine, reach, step: light.columns, length: light.rows });
}

function along(
  { levels, columns, rows }: Light,
  {
    combine,
    reach,
    step,
    length,
  }: { combine: (...values: number[]) => number; reach: number; step: number; length: number },
): Light {
  const target = new Float64Array(levels.length);
  for (const index of levels.keys()) {
    const place = step === 1 ? index % columns : Math.floor(index / columns);
    const from = Math.max(0, place - reach);
    const count = Math.min(length - 1, place + reach) - from + 1;
    const first = index + (from - place) * step;
    target[index] = combine(
      ...Array.from({ length: count }, (_, other) => levels[first + other * step] as number),
    );
  }
  return { levels: target, columns, rows };
}

const mean = (...values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The brightness of the paper in a row of pixels, interpolated between the nearest squares. */
function rowOf({ levels, columns, rows }: Light, y: number): Float64Array {
  const place = Math.max(0, y / tile - 0.5);
  const above = Math.floor(place);
  const below = Math.min(rows - 1, above + 1);
  const share = place - above;
  return Float64Array.from({ length: columns }, (_, column) => {
    const one = levels[above * columns + column] as number;
    return one + ((levels[below * columns + column] as number) - one) * share;
  });
}
