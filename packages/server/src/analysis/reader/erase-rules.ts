import { type Blob, blobsOf, inkLevel, letterHeight } from './ink-blobs.ts';
import { type Picture, transpose } from './picture.ts';
import { ridgesOf } from './ridges.ts';

/* Lengths are multiples of the usual height of the page's letters. */

/** A line of a table is at least this long. No stroke of a letter is. */
const shortest = { across: 4, down: 3.2 };
/**
 * The minimum length of a pale line. It exceeds `shortest`, because the serifs of a short word may look like such a
 * line.
 */
const shortestPale = { across: 8, down: 6 };
/** This share of a pale line must be thin. Text crosses the rest. */
const thinShare = 0.85;
/** The maximum thickness of a line, and the maximum height of a dot. */
const thickest = 0.45;
/**
 * A leader is a row of dots between a label and its value. `apart` is the maximum distance of the dots, `fewestDots`
 * their minimum number.
 */
const apart = 1.7;
const fewestDots = 6;
/** A page with more dots than this is full of noise, and is not searched for leaders. */
const mostDots = 8_000;
/**
 * Pixels darker than this are ink when dots are searched for. Dots are paler than letters, because a lens does not show
 * them sharply.
 */
const paleInk = 215;

/**
 * Erases the lines of tables and the dots of leaders, because the recogniser takes them for letters and loses the text
 * beside them.
 */
export function eraseRules(picture: Picture): Picture {
  const blobs = blobsOf(picture);
  const letter = letterHeight(blobs);
  if (letter === undefined) return picture;
  const widest = Math.max(3, Math.round(thickest * letter));
  const across = eraseLines(picture, picture, {
    ...{ widest, least: shortest.across * letter, leastPale: shortestPale.across * letter },
  });
  // Vertical lines are searched for in the transposed picture. Pixels are then read in the order of memory, which is
  // three times faster.
  const down = eraseLines(transpose(picture), transpose(across), {
    ...{ widest, least: shortest.down * letter, leastPale: shortestPale.down * letter },
  });
  const cleaned = transpose(down);
  for (const dot of leaders(blobsOf(picture, paleInk), letter)) whiten(cleaned, dot);
  return cleaned;
}

/** Finds horizontal lines in `picture`, and erases them in a copy of `target`. */
function eraseLines(
  picture: Picture,
  target: Picture,
  { widest, least, leastPale }: { widest: number; least: number; leastPale: number },
): Picture {
  const erased = { ...target, data: new Uint8Array(target.data) };
  erase(erased, thickness(picture), { widest, least, reach: 1, thinShare: 0 });
  erase(erased, ridgesOf(picture, widest), {
    ...{ widest, least: leastPale, reach: Math.ceil(widest / 2), thinShare },
  });
  return erased;
}

interface Lines {
  /** In pixels. */
  least: number;
  widest: number;
  thinShare: number;
  /** The width of a line's grey edge. */
  reach: number;
}

/** `thick` is 0 for paper, at most `widest` for thin ink, and more for other ink. */
function erase({ data, width, height }: Picture, thick: Uint16Array, lines: Lines): void {
  const { widest, reach } = lines;
  for (let y = 0; y < height; y++) {
    for (const [from, to] of thinRuns(thick.subarray(y * width, (y + 1) * width), lines)) {
      for (let at = y * width + from; at < y * width + to; at++) {
        const value = thick[at] as number;
        if (value === 0 || value > widest) continue;
        for (let far = -reach; far <= reach; far++) {
          const near = at + far * width;
          if (near >= 0 && near < data.length && (thick[near] as number) <= widest) data[near] = 255;
        }
      }
    }
  }
}

/** For each pixel of ink, the height of the unbroken ink in its column. */
function thickness({ data, width, height }: Picture): Uint16Array {
  const thick = new Uint16Array(data.length);
  /** The row where the current run of ink in a column starts. -1 if there is none. */
  const starts = new Int32Array(width).fill(-1);
  for (let y = 0; y <= height; y++) {
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const start = starts[x] as number;
      if (y < height && (data[at] as number) < inkLevel) {
        if (start < 0) starts[x] = y;
      } else if (start >= 0) {
        for (let row = start; row < y; row++) thick[row * width + x] = y - start;
        starts[x] = -1;
      }
    }
  }
  return thick;
}

/**
 * Runs of thin ink that are long enough for a line, despite short gaps and crossing text. A tilted line continues in
 * the next row, as another run.
 */
function thinRuns(row: Uint16Array, { least, widest, thinShare }: Lines): [from: number, to: number][] {
  const runs: [from: number, to: number][] = [];
  let from = -1;
  let last = -1;
  let thin = 0;
  for (let place = 0; place <= row.length; place++) {
    const value = place < row.length ? (row[place] as number) : 0;
    if (value > 0 && value <= widest) {
      if (from < 0) [from, thin] = [place, 0];
      last = place;
      thin++;
    } else if (from >= 0 && (place === row.length || place - last > (value > 0 ? widest : 2))) {
      if (last - from >= least && thin >= thinShare * (last + 1 - from)) runs.push([from, last + 1]);
      from = -1;
    }
  }
  return runs;
}

/** Finds the dots of leaders: low blobs in a row, at mostly equal distances. */
function leaders(blobs: readonly Blob[], letter: number): Blob[] {
  const low = blobs
    .filter(({ top, bottom }) => bottom - top <= thickest * letter)
    .toSorted((one, other) => one.left - other.left);
  if (low.length > mostDots) return [];
  const chains: Blob[][] = [];
  let open: Blob[][] = [];
  for (const dot of low) {
    open = open.filter((chain) => dot.left - (chain.at(-1) as Blob).right <= apart * letter);
    const chain = open.find((other) => follows(other.at(-1) as Blob, dot, letter));
    if (chain) chain.push(dot);
    else {
      const begun = [dot];
      open.push(begun);
      chains.push(begun);
    }
  }
  return chains.filter((chain) => isLeader(chain, { blobs, letter })).flat();
}

const follows = (dot: Blob, next: Blob, letter: number): boolean =>
  next.left >= dot.right - 1 && Math.abs(dot.top + dot.bottom - next.top - next.bottom) <= 0.5 * letter;

function isLeader(chain: Blob[], { blobs, letter }: { blobs: readonly Blob[]; letter: number }): boolean {
  if (chain.length < fewestDots) return false;
  const steps = chain.slice(1).map(({ left }, index) => left - (chain[index] as Blob).left);
  const usual = steps.toSorted((one, other) => one - other)[steps.length >> 1] ?? 0;
  const regular = steps.filter((step) => Math.abs(step - usual) <= Math.max(1.5, usual / 4)).length;
  return regular >= 0.6 * steps.length && isAlone(chain, { blobs, letter });
}

/** Dots are not leaders if they are the lower parts of broken letters, with the upper parts above them. */
function isAlone(chain: Blob[], { blobs, letter }: { blobs: readonly Blob[]; letter: number }): boolean {
  const [left, right] = [(chain[0] as Blob).right, (chain.at(-1) as Blob).left];
  const top = Math.min(...chain.map((dot) => dot.top));
  const above = blobs.filter(
    (blob) =>
      blob.right > left &&
      blob.left < right &&
      blob.top < top - 1 &&
      blob.bottom > top - letter &&
      blob.bottom - blob.top > 0.3 * letter,
  );
  return above.length * 5 <= chain.length;
}

function whiten({ data, width }: Picture, { left, top, right, bottom }: Blob): void {
  for (let y = Math.max(0, top - 1); y <= bottom + 1 && y * width < data.length; y++) {
    data.fill(255, y * width + Math.max(0, left - 1), y * width + Math.min(width, right + 1));
  }
}
