import { blockSide, blockValues, toCoefficients, toPixels } from './block-transform.ts';
import type { GreyPicture } from './ink-map.ts';

/** In pixels. */
export interface BlockPlace {
  x: number;
  y: number;
}

export interface Block {
  /** The brightness of each pixel, as JPEG stores it: the difference from `middle`. */
  pixels: Float64Array;
  coefficients: Float64Array;
  isClipped: boolean;
}

/**
 * How many times a block with clipped pixels is rounded. A decoder clips values beyond black or white. Each round
 * estimates the lost values more exactly.
 */
const rounds = 3;
const middle = 128;

export function blockAt({ data, width }: GreyPicture, { x, y }: BlockPlace): Block {
  const pixels = new Float64Array(blockValues);
  const coefficients = new Float64Array(blockValues);
  let isClipped = false;
  for (let row = 0, index = 0; row < blockSide; row++)
    for (let from = (y + row) * width + x, end = from + blockSide; from < end; from++, index++) {
      const grey = data[from] as number;
      if (grey === 0 || grey === 255) isClipped = true;
      pixels[index] = grey - middle;
    }
  toCoefficients(pixels, coefficients);
  return { pixels, coefficients, isClipped };
}

/**
 * The sum of the squared changes when the block is rounded. It is near 0 if an encoder with this table has rounded the
 * block before.
 */
export function roundingError({ pixels, coefficients, isClipped }: Block, table: Float64Array): number {
  const error = roundCoefficients(coefficients, table);
  if (!isClipped) return error;
  let least = Number.POSITIVE_INFINITY;
  for (let round = 1; ; round++) {
    toPixels(rounded, roundedPixels);
    least = Math.min(least, estimateClipped(pixels));
    if (round === rounds) return least;
    toCoefficients(estimate, estimated);
    roundCoefficients(estimated, table);
  }
}

const rounded = new Float64Array(blockValues);
const roundedPixels = new Float64Array(blockValues);
const estimate = new Float64Array(blockValues);
const estimated = new Float64Array(blockValues);

/** Writes to `rounded`. Returns the sum of squared changes, which is the same for coefficients and pixels. */
function roundCoefficients(coefficients: Float64Array, table: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < blockValues; index++) {
    const value = coefficients[index] as number;
    const step = table[index] as number;
    const near = step * Math.round(value / step);
    rounded[index] = near;
    sum += (value - near) * (value - near);
  }
  return sum;
}

/**
 * Writes to `estimate` what the pixels may have been before a decoder clipped them. Returns the sum of the squared
 * differences from the rounded block.
 */
function estimateClipped(pixels: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < blockValues; index++) {
    const is = pixels[index] as number;
    const was = roundedPixels[index] as number;
    const mayBe = is === -middle ? Math.min(is, was) : is === middle - 1 ? Math.max(is, was) : is;
    estimate[index] = mayBe;
    sum += (mayBe - was) * (mayBe - was);
  }
  return sum;
}
