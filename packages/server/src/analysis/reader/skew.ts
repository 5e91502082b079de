import { halvePicture, type Picture } from './picture.ts';

/** The tilt at a page's top and at its bottom, in radians. They differ if the page was photographed at an angle. */
export interface Skew {
  top: number;
  bottom: number;
}

/** In degrees. Pages are seldom tilted by more than this, so this range is searched first. */
export const mostDegrees = 7;
/** A page that is tilted by more degrees than this lies on its side. */
export const wideDegrees = 45;
/**
 * If a tilt has this `clarity`, no other tilt is searched for. Clean pages had a clarity of 18 to 35 at the right tilt,
 * and of 2 to 10 on their side.
 */
export const clearEnough = 12;
/**
 * A tilt of more than `mostDegrees` is accepted only if the lines are this many times as clear as at any smaller tilt.
 * On pages with such a tilt, they were 4 to 11 times as clear.
 */
export const muchClearer = 1.5;
/** A picture is halved until its longer side has at most 1.5 times this many pixels. */
const measuredSide = 1200;
/** The maximum number of examined pixels. A page of text has fewer at the upper edges of its ink. */
const maximumInk = 150_000;

export const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Measures the tilt of a page's lines. If it is positive, they descend to the right. */
export function measureSkew(picture: Picture): Skew {
  const ink = inkOf(reduce(picture));
  const whole = clearestAngle(ink);
  const around = { from: whole - 1.5, to: whole + 1.5 };
  const upper = ink.part(0, 0.5);
  const lower = ink.part(0.5, 1);
  // The tilt of a half with hardly any text cannot be measured.
  const enough = ink.length / 6;
  if (upper.length < enough || lower.length < enough) return { top: radians(whole), bottom: radians(whole) };
  const [above, below] = [bestAngle(upper, around), bestAngle(lower, around)];
  // Each half shows the tilt at its middle. The tilt changes evenly over the page, and is extrapolated to the edges.
  const difference = Math.abs(above - below) < 0.3 ? 0 : below - above;
  const middle = difference === 0 ? whole : (above + below) / 2;
  return { top: radians(middle - difference), bottom: radians(middle + difference) };
}

export function reduce(picture: Picture): Picture {
  let small = picture;
  while (Math.max(small.width, small.height) > measuredSide * 1.5) small = halvePicture(small);
  return small;
}

/** The pixels at the upper edges of ink. */
export class Ink {
  readonly xs: Int32Array;
  readonly ys: Int32Array;
  readonly length: number;
  readonly height: number;

  constructor(xs: Int32Array, ys: Int32Array, height: number) {
    this.xs = xs;
    this.ys = ys;
    this.length = xs.length;
    this.height = height;
  }

  /** `from` and `to` are shares of the picture's height. */
  part(from: number, to: number): Ink {
    const isIn = (y: number) => y / this.height >= from && y / this.height < to;
    return new Ink(
      this.xs.filter((_, index) => isIn(this.ys[index] as number)),
      this.ys.filter(isIn),
      this.height,
    );
  }
}

export const inkOf = (picture: Picture): Ink => upperEdges(darkPixels(picture));

/** Upper edges show lines of text best, and filled areas count less. `dark` is 1 for ink. */
export function upperEdges({ data: dark, width, height }: Picture): Ink {
  const found: [number[], number[]] = [[], []];
  for (let y = 1; y < height && found[0].length < maximumInk; y++) {
    for (let x = 0; x < width; x++) {
      if (!dark[y * width + x] || dark[(y - 1) * width + x]) continue;
      found[0].push(x);
      found[1].push(y);
    }
  }
  return new Ink(Int32Array.from(found[0]), Int32Array.from(found[1]), height);
}

/** A pixel is compared with the mean of a square that reaches this far around it. */
const surroundings = 12;
/** A pixel is ink if it is darker than this share of the mean around it. */
const darker = 0.85;

/**
 * Finds the pixels that are darker than their surroundings, so that shadows and the table under a page are not ink. 1
 * is ink.
 */
export function darkPixels({ data, width, height }: Picture): Picture {
  const dark = new Uint8Array(width * height);
  const columns = new Int32Array(width);
  let [top, bottom] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (; bottom < Math.min(height, y + surroundings + 1); bottom++) addRow(columns, data, bottom);
    for (; top < y - surroundings; top++) removeRow(columns, data, top);
    let [sum, left, right] = [0, 0, 0];
    for (let x = 0, at = y * width; x < width; x++, at++) {
      while (right < width && right <= x + surroundings) sum += columns[right++] as number;
      while (left < x - surroundings) sum -= columns[left++] as number;
      const mean = sum / ((bottom - top) * (right - left));
      if ((data[at] as number) < mean * darker) dark[at] = 1;
    }
  }
  return { data: dark, width, height };
}

function addRow(columns: Int32Array, data: Uint8Array, y: number): void {
  for (let x = 0, at = y * columns.length; x < columns.length; x++, at++)
    columns[x] = (columns[x] as number) + (data[at] as number);
}

function removeRow(columns: Int32Array, data: Uint8Array, y: number): void {
  for (let x = 0, at = y * columns.length; x < columns.length; x++, at++)
    columns[x] = (columns[x] as number) - (data[at] as number);
}

/**
 * Straightening blurs thin strokes, so a page that is tilted by more than this stays as it is. Of 15 pictures tilted by
 * 16 to 20 degrees, 10 were read well and 5 refused. At 24 to 45 degrees, names lost words.
 */
const straightenedDegrees = 20.5;

function clearestAngle(ink: Ink): number {
  const near = bestAngle(ink, { from: -mostDegrees, to: mostDegrees });
  const usual = clarity(ink, radians(near));
  if (usual >= clearEnough) return near;
  const far = bestAngle(ink, { from: -wideDegrees, to: wideDegrees });
  if (Math.abs(far) > straightenedDegrees) return near;
  return clarity(ink, radians(far)) >= muchClearer * usual ? far : near;
}

function bestAngle(ink: Ink, { from, to }: { from: number; to: number }): number {
  let best = 0;
  for (const step of [0.5, 0.1, 0.05]) {
    const [low, high] = step === 0.5 ? [from, to] : [best - 5 * step, best + 5 * step];
    let most = -1;
    let found = best;
    for (let angle = low; angle <= high + 1e-9; angle += step) {
      const score = sharpness(ink, radians(angle));
      if (score > most) [most, found] = [score, angle];
    }
    best = found;
  }
  return best;
}

/** How clearly ink forms rows that descend by `angle`: the sum of the squares of each row's ink. */
function sharpness({ xs, ys, length }: Ink, angle: number): number {
  const slope = Math.tan(angle);
  const counts = new Float64Array(8192);
  for (let index = 0; index < length; index++) {
    const row = Math.round((ys[index] as number) - (xs[index] as number) * slope) + 2048;
    counts[row] = (counts[row] as number) + 1;
  }
  return counts.reduce((sum, count) => sum + count * count, 0);
}

/** The `sharpness`, whatever the height of the picture or the amount of ink. */
export const clarity = (ink: Ink, angle: number): number =>
  (sharpness(ink, angle) * ink.height) / Math.max(1, ink.length) ** 2;
