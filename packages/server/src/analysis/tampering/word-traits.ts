import { levelAt } from '../reader/level-at.ts';
import { type GreyPicture, inkShare, type PaperMap } from './ink-map.ts';
import type { Area } from './text-areas.ts';

export interface WordTraits {
  top: number;
  bottom: number;
  height: number;
  paper: number;
  /**
   * How uneven the paper around the word is: the share of its pixels whose brightness differs from the median by more
   * than 1. Undefined if there are too few pixels.
   */
  grain: number | undefined;
  contrast: number;
  /** The share of the word's area that is ink. A bar or a line has a larger share than letters. */
  ink: number;
}

export function wordTraits(picture: GreyPicture, paper: PaperMap, area: Area): WordTraits {
  const level = paper.at(area.left, area.top);
  return {
    top: area.top,
    bottom: area.bottom,
    height: area.bottom - area.top,
    paper: level,
    grain: grainOf(picture, level, area),
    ...inkOf(picture, level, area),
  };
}

/**
 * In pixels. The paper is measured in the word's area and up to `margin` around it. A pixel is left out if there is ink
 * at the distance `reach`.
 */
const [margin, reach] = [4, 3];
/** A pixel without ink has at least this share of the paper's brightness. */
const paperShare = 0.8;
/** If a word has fewer pixels of paper than this, the paper's grain is not known. */
const fewestPixels = 60;

function grainOf({ data, width, height }: GreyPicture, level: number, area: Area): number | undefined {
  const isPaper = (x: number, y: number) => (data[y * width + x] as number) >= paperShare * level;
  const counts = new Uint32Array(256);
  let pixels = 0;
  for (let y = Math.max(reach, area.top - margin); y < Math.min(height - reach, area.bottom + margin); y++)
    for (let x = Math.max(reach, area.left - margin); x < Math.min(width - reach, area.right + margin); x++) {
      const isAlone =
        isPaper(x - reach, y) && isPaper(x + reach, y) && isPaper(x, y - reach) && isPaper(x, y + reach);
      if (!isAlone || !isPaper(x, y)) continue;
      pixels++;
      (counts[data[y * width + x] as number] as number)++;
    }
  if (pixels < fewestPixels) return undefined;
  const usual = levelAt(counts, pixels / 2);
  const same = [usual - 1, usual, usual + 1].reduce((sum, value) => sum + (counts[value] ?? 0), 0);
  return 1 - same / pixels;
}

function inkOf({ data, width, height }: GreyPicture, level: number, area: Area) {
  const values = new Uint32Array(256);
  let pixels = 0;
  for (let y = area.top; y < Math.min(height - 1, area.bottom); y++)
    for (let x = area.left; x < Math.min(width - 1, area.right); x++) {
      (values[data[y * width + x] as number] as number)++;
      pixels++;
    }
  const contrast = Math.max(1, level - levelAt(values, pixels * 0.02));
  const dark = values.subarray(0, Math.round(inkShare * level)).reduce((sum, count) => sum + count, 0);
  return { contrast, ink: dark / Math.max(1, pixels) };
}
