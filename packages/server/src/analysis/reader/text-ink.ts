import type { Picture, Point } from './picture.ts';

/** Two drawings of a page: as a viewer shows it, and without its texts. */
export interface TextInk {
  shown: Picture;
  withoutText: Picture;
  /** False if both drawings may have some texts, because the page has too many objects. */
  isComplete: boolean;
}

/**
 * What a person sees of a text. `DARK`: all, on something brighter. `PALE`: all, on something darker or over other
 * letters. `PART`: not all characters. `NONE`: nothing, for example because a picture hides the text.
 */
export type Seen = 'DARK' | 'PALE' | 'PART' | 'NONE';

/**
 * A text changes a pixel if the brightness in the two drawings differs by at least this. A watermark in the palest
 * usual grey changes it by 25.
 */
const leastChange = 16;
/**
 * The ink of a text is searched for from the baseline up to this share of a letter's height, where nearly every
 * character has ink.
 */
const searchedHeight = 0.75;
/** The maximum number of points that are examined: along the line for each character, and across the line. */
const [samplesAlong, samplesAcross] = [10, 48];
/**
 * The maximum gap in the ink of a text, in average widths of a character. In Helvetica, `11` has a gap of 0.6, and a
 * missing digit leaves a gap of 1.2. In a text with spaces, a gap may be as long as the spaces plus `besideSpaces`.
 */
const widestGap = { inWord: 1, besideSpaces: 0.5 };

/** The corners are the start and the end of the baseline, and the point above the start. */
export interface PlacedText {
  text: string;
  corners: readonly Point[];
}

/**
 * What a person sees of a text. Text without Latin letters or digits counts as seen, because PDFium may not be able to
 * draw its font.
 */
export function seenOf(ink: TextInk, { text, corners }: PlacedText): Seen {
  if (!/[\p{Script=Latin}\p{Nd}]/u.test(text)) return 'DARK';
  const changes = changesAlong(ink, { text, corners });
  const changed = changes.filter((change) => change !== 0).length;
  if (changed === 0) return 'NONE';
  if (/^[\p{Script=Latin}\p{Nd}\p{P}\p{S}\s]*$/u.test(text) && hasGap(changes, text)) return 'PART';
  return changes.filter((change) => change < 0).length * 2 >= changed ? 'DARK' : 'PALE';
}

/** The greatest change of brightness by the text, in each of its columns. */
function changesAlong(ink: TextInk, { text, corners }: PlacedText): number[] {
  const { width, height } = ink.shown;
  const [start = [0, 0], end = start, above = start] = corners.map(
    ([x, y]): Point => [x * width, y * height],
  );
  const [along, across] = [between(start, end), between(start, above)];
  const columns = samples(Math.hypot(...along), samplesAlong * text.length);
  const rows = samples(Math.hypot(...across) * searchedHeight, samplesAcross);
  return Array.from({ length: columns }, (_, column) => {
    const share = (column + 0.5) / columns;
    const base: Point = [start[0] + along[0] * share, start[1] + along[1] * share];
    let greatest = 0;
    for (let row = 0; row < rows; row++) {
      const up = ((row + 0.5) / rows) * searchedHeight;
      const change = changeAt(ink, base[0] + across[0] * up, base[1] + across[1] * up);
      if (Math.abs(change) > Math.abs(greatest)) greatest = change;
    }
    return Math.abs(greatest) >= leastChange ? greatest : 0;
  });
}

const between = (from: Point, to: Point): [number, number] => [to[0] - from[0], to[1] - from[1]];

const samples = (length: number, most: number): number => Math.max(1, Math.min(most, Math.ceil(length)));

function changeAt({ shown, withoutText }: TextInk, x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const { width, height } = shown;
  if (!(column >= 0 && column < width && row >= 0 && row < height)) return 0;
  const at = row * width + column;
  return (shown.data[at] as number) - (withoutText.data[at] as number);
}

function hasGap(changes: readonly number[], text: string): boolean {
  const spaces = Math.max(0, ...(text.match(/\s+/g) ?? []).map(({ length }) => length));
  const most = spaces + (spaces > 0 ? widestGap.besideSpaces : widestGap.inWord);
  let [widest, gap] = [0, 0];
  for (const change of changes) {
    gap = change === 0 ? gap + 1 : 0;
    widest = Math.max(widest, gap);
  }
  return widest * text.length > most * changes.length;
}
