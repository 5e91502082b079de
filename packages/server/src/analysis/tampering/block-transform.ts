/** The side of a JPEG block, in pixels and in coefficients. */
export const blockSide = 8;
export const blockValues = blockSide * blockSide;
const half = blockSide / 2;

/**
 * The cosines of each frequency for half a row. The other half mirrors them, with the opposite sign for odd
 * frequencies.
 */
const cosines = Float64Array.from({ length: blockSide * half }, (_, index) => {
  const [frequency, pixel] = [Math.floor(index / half), index % half];
  const scale = frequency === 0 ? Math.SQRT1_2 / 2 : 0.5;
  return scale * Math.cos(((2 * pixel + 1) * frequency * Math.PI) / (2 * blockSide));
});

const between = new Float64Array(blockValues);

export function toCoefficients(pixels: Float64Array, coefficients: Float64Array): void {
  for (let line = 0; line < blockSide; line++) analyse(pixels, between, line);
  for (let line = 0; line < blockSide; line++) analyse(between, coefficients, line);
}

export function toPixels(coefficients: Float64Array, pixels: Float64Array): void {
  for (let line = 0; line < blockSide; line++) synthesise(coefficients, between, line);
  for (let line = 0; line < blockSide; line++) synthesise(between, pixels, line);
}

const sums = new Float64Array(half);
const differences = new Float64Array(half);

/** Writes the transformed row as a column, so that a second pass transforms the columns. */
function analyse(from: Float64Array, to: Float64Array, line: number): void {
  const at = line * blockSide;
  for (let pixel = 0; pixel < half; pixel++) {
    const [one, other] = [from[at + pixel] as number, from[at + blockSide - 1 - pixel] as number];
    sums[pixel] = one + other;
    differences[pixel] = one - other;
  }
  for (let frequency = 0; frequency < blockSide; frequency++) {
    const pairs = frequency % 2 === 0 ? sums : differences;
    let sum = 0;
    for (let pixel = 0; pixel < half; pixel++)
      sum += (pairs[pixel] as number) * (cosines[frequency * half + pixel] as number);
    to[frequency * blockSide + line] = sum;
  }
}

function synthesise(from: Float64Array, to: Float64Array, line: number): void {
  const at = line * blockSide;
  for (let pixel = 0; pixel < half; pixel++) {
    let [even, odd] = [0, 0];
    for (let frequency = 0; frequency < blockSide; frequency += 2) {
      even += (from[at + frequency] as number) * (cosines[frequency * half + pixel] as number);
      odd += (from[at + frequency + 1] as number) * (cosines[(frequency + 1) * half + pixel] as number);
    }
    to[pixel * blockSide + line] = even + odd;
    to[(blockSide - 1 - pixel) * blockSide + line] = even - odd;
  }
}
