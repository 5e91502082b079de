import type { Random } from './random.ts';

/** A picture in grey: one byte for each pixel, from 0 (black) to 255 (white). */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A 3 x 3 matrix, row by row. The last element is always 1 and is left out. */
type Perspective = [number, number, number, number, number, number, number, number];
export type Point = [x: number, y: number];

/** Draws a picture with its corners at these points, clockwise from the upper left one. */
export function warp(
  source: Pixels,
  target: { width: number; height: number; corners: Point[]; ground: number },
): Pixels {
  const { width, height, corners, ground } = target;
  const edges: Point[] = [
    [0, 0],
    [source.width - 1, 0],
    [source.width - 1, source.height - 1],
    [0, source.height - 1],
  ];
  const [a, b, c, d, e, f, g, h] = perspectiveOf(corners, edges);
  const data = new Uint8Array(width * height).fill(ground);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const depth = g * x + h * y + 1;
      const grey = sample(source, (a * x + b * y + c) / depth, (d * x + e * y + f) / depth);
      if (grey >= 0) data[at] = grey;
    }
  return { width, height, data };
}

export function changed(
  { width, height, data }: Pixels,
  change: (grey: number, x: number, y: number) => number,
): Pixels {
  const result = new Uint8ClampedArray(data.length);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) result[at] = change(data[at]!, x, y);
  return { width, height, data: new Uint8Array(result.buffer) };
}

/** Turns a picture clockwise by a number of quarter turns. */
export function turned(source: Pixels, quarters: number): Pixels {
  if (quarters % 4 === 0) return source;
  const { width, height, data } = source;
  const result = new Uint8Array(data.length);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) result[x * height + (height - 1 - y)] = data[at]!;
  return turned({ width: height, height: width, data: result }, quarters - 1);
}

/** The corners of a page in the middle of a picture, turned clockwise by `degrees`. */
export function cornersOf(
  page: { width: number; height: number },
  picture: { width: number; height: number },
  degrees: number,
): Point[] {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return (
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const
  ).map(([across, down]) => {
    const [x, y] = [(across * page.width) / 2, (down * page.height) / 2];
    return [picture.width / 2 + x * cos - y * sin, picture.height / 2 + x * sin + y * cos];
  });
}

export function noisy(pixels: Pixels, random: Random, deviation: number): Pixels {
  return changed(pixels, (grey) => grey + random.normal(deviation));
}

/** The value at a position between four pixels. -1 outside the picture. */
function sample({ width, height, data }: Pixels, x: number, y: number): number {
  if (x < 0 || y < 0 || x > width - 1 || y > height - 1) return -1;
  const left = Math.min(Math.floor(x), width - 2);
  const top = Math.min(Math.floor(y), height - 2);
  const [across, down] = [x - left, y - top];
  const at = top * width + left;
  const upper = data[at]! * (1 - across) + data[at + 1]! * across;
  const lower = data[at + width]! * (1 - across) + data[at + width + 1]! * across;
  return upper * (1 - down) + lower * down;
}

/** Finds the perspective that maps four points to four others, by solving eight equations. */
function perspectiveOf(from: Point[], to: Point[]): Perspective {
  const rows = from.flatMap(([x, y], index) => {
    const [u, v] = to[index]!;
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  for (let column = 0; column < 8; column++) {
    const pivot = rows
      .slice(column)
      .toSorted((one, other) => Math.abs(other[column]!) - Math.abs(one[column]!))[0]!;
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[column]! / pivot[column]!;
      for (let index = column; index < 9; index++) row[index]! -= factor * pivot[index]!;
    }
  }
  return rows.map((row, index) => row[8]! / row[index]!) as Perspective;
}
