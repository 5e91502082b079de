/** Grey pixels, one byte each, row by row. 0 is black. */
export interface Picture {
  data: Uint8Array;
  width: number;
  height: number;
}

/** A position in a picture, in pixels unless it is described as a fraction. */
export type Point = readonly [x: number, y: number];

/** Encodes a picture as PGM, which is uncompressed, and which the recogniser reads directly. */
export function encodePicture({ data, width, height }: Picture): Uint8Array {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  return Buffer.concat([header, data]);
}

/** Clockwise. */
export function turnPicture(picture: Picture, quarters: number): Picture {
  const { data, width, height } = picture;
  if (quarters % 4 === 0) return picture;
  const turned = quarters % 2 === 0 ? { width, height } : { width: height, height: width };
  const target = new Uint8Array(data.length);
  const indexBefore = (x: number, y: number): number => {
    const [sourceX, sourceY] = beforeTurn([x, y], quarters, { width: width - 1, height: height - 1 });
    return sourceY * width + sourceX;
  };
  for (let y = 0, at = 0; y < turned.height; y++) {
    let from = indexBefore(0, y);
    const step = indexBefore(1, y) - from;
    for (let x = 0; x < turned.width; x++, from += step) target[at++] = data[from] as number;
  }
  return { data: target, ...turned };
}

/**
 * Converts a point of a turned picture to where it was before the turn. `width` and `height` are the largest x and y
 * before the turn.
 */
export function beforeTurn(
  [x, y]: Point,
  quarters: number,
  { width, height }: { width: number; height: number },
): Point {
  if (quarters === 1) return [y, height - x];
  if (quarters === 2) return [width - x, height - y];
  if (quarters === 3) return [width - y, x];
  return [x, y];
}

/** The side of a square in pixels. A square fits in the cache, so `transpose` copies one square after the other. */
const copied = 64;

export function transpose({ data, width, height }: Picture): Picture {
  const target = new Uint8Array(data.length);
  for (let top = 0; top < height; top += copied)
    for (let left = 0; left < width; left += copied)
      for (let y = top; y < Math.min(height, top + copied); y++)
        for (let x = left; x < Math.min(width, left + copied); x++)
          target[x * height + y] = data[y * width + x] as number;
  return { data: target, width: height, height: width };
}

export function halvePicture({ data, width, height }: Picture): Picture {
  const half = { width: width >> 1, height: height >> 1 };
  const target = new Uint8Array(half.width * half.height);
  let at = 0;
  for (let y = 0; y < half.height; y++) {
    for (let from = 2 * y * width, end = from + 2 * half.width; from < end; from += 2) {
      const above = (data[from] as number) + (data[from + 1] as number);
      target[at++] = (above + (data[from + width] as number) + (data[from + width + 1] as number) + 2) >> 2;
    }
  }
  return { data: target, ...half };
}

export function cropPicture(
  { data, width }: Picture,
  part: { left: number; top: number; width: number; height: number },
): Picture {
  const target = new Uint8Array(part.width * part.height);
  for (let y = 0; y < part.height; y++) {
    const from = (part.top + y) * width + part.left;
    target.set(data.subarray(from, from + part.width), y * part.width);
  }
  return { data: target, width: part.width, height: part.height };
}

/**
 * The brightness between pixels, interpolated. Outside of the picture, it is the brightness of the nearest pixel. 0.5
 * is added for rounding to a byte.
 */
export function valueBetween({ data, width, height }: Picture, x: number, y: number): number {
  const insideX = x < 0 ? 0 : x > width - 1.001 ? width - 1.001 : x;
  const insideY = y < 0 ? 0 : y > height - 1.001 ? height - 1.001 : y;
  const left = insideX | 0;
  const top = insideY | 0;
  const [right, down] = [insideX - left, insideY - top];
  const at = top * width + left;
  const above = (data[at] as number) * (1 - right) + (data[at + 1] ?? 255) * right;
  const below = (data[at + width] ?? 255) * (1 - right) + (data[at + width + 1] ?? 255) * right;
  return above * (1 - down) + below * down + 0.5;
}
