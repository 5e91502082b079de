// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { apartFromLines } from './apart-from-lines.ts';
import { type Box, joinBoxes } from './place.ts';

/**
 * A piece of text and its position on the upright page. Positions grow to the right and downwards, in points of a PDF,
 * or in pixels of the picture that was recognised.
 */
export interface Word {
  text: string;
  page: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** How certain the recogniser is of the text, from 0 to 1. It is 1 for text that a PDF contains as text. */
  confidence: number;
  /** The word's place on the page as a viewer shows it. Unlike the upright page, that page may be tilted or turned. */
  box: Box;
  /** True for a word that is not level on the upright page, such as one in a watermark or in a note in the margin. */
  isAside?: boolean;
}

/** Words that stand close together in a line: a label, a value, or a label with its value. */
export interface Cell {
  text: string;
  left: number;
  right: number;
  /** The confidence of the least certain word. */
  confidence: number;
  box: Box;
}

export interface Line {
  /** The index of the file in the archive, from 0. */
  file: number;
  page: number;
  cells: Cell[];
}

/** At most this many words of a file are read. A payslip has fewer. The rest of a longer file is not read. */
export const maximumWords = 20_000;
const maximumCellLength = 300;

/** Arranges words into lines from top to bottom, and into cells from left to right. The words may be in any order. */
export function linesOf(words: Word[], file = 0): Line[] {
  const groups = pagesOf(readingOrder(words)).flatMap(rowsOfPage).map(groupsOf);
  return groups.map((row, at) => ({
    file,
    page: row[0]![0]!.page,
    cells: row
      .flatMap((group, column) => splitAtLabel(group, pairsAround(groups, { at, column })))
      .map(cellOf),
  }));
}

/** Makes lines from text without positions, for tests. */
export function linesOfText(text: string): Line[] {
  const words = text.split(/\r?\n/).flatMap((line, row) =>
    [...line.slice(0, 2_000).matchAll(/\S+(?: \S+)*/g)].map((match) => ({
      text: match[0],
      page: 1,
      left: match.index * 6,
      right: (match.index + match[0].length) * 6,
      top: row * 14,
      bottom: row * 14 + 10,
      confidence: 1,
      box: [0, 0, 1, 1] as const,
    })),
  );
  return linesOf(words);
}

export const textOf = (lines: Line[]): string =>
  lines.map((line) => line.cells.map((cell) => cell.text).join('  ')).join('\n');

function readingOrder(words: Word[]): Word[] {
  return words
    .slice(0, maximumWords)
    .filter((word) => word.text.trim() !== '')
    .sort((one, other) => one.page - other.page || centre(one) - centre(other));
}

const centre = (word: Word) => (word.top + word.bottom) / 2;

const pagesOf = (words: Word[]): Word[][] => [...Map.groupBy(words, ({ page }) => page).values()];

/**
 * Texts that are not level, or have far taller letters, get rows of their own after all lines of the page, even if they
 * touch words of a line. If they came between two lines, they could separate a label from the value below it.
 */
function rowsOfPage(words: Word[]): Word[][] {
  const { lines, tall, across } = apartFromLines(words);
  return [...rowsOf(lines), ...rowsOf(tall), ...across.map((word) => [word])];
}

function rowsOf(words: Word[]): Word[][] {
  const rows: Word[][] = [];
  for (const word of words) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && isOnRowOf(first, word)) row.push(word);
    else rows.push([word]);
  }
  return rows;
}

/**
 * Whether two words are on the same line. Their centres may differ by half of the greater height, because a
 * scanned page is never quite level.
 */
function isOnRowOf(first: Word, word: Word): boolean {
  const height = Math.max(first.bottom - first.top, word.bottom - word.top);
  return first.page === word.page && Math.abs(centre(first) - centre(word)) <= height / 2;
}

/**
 * The maximum width of a space, as a multiple of a letter's width. It is measured from the ink of one word to the ink
 * of the next. In fonts whose letters all have the same width, spaces are wide.
 */
const widestSpace = 1.7;

/**
 * The maximum width of a space in a row of recognised words, in the unit of the words' positions. This width may exceed
 * the height of the letters. 0 if no recognised word of the row has three letters or more.
 */
function spaceOf(row: Word[]): number {
  const widths = row
    .filter(({ text, confidence }) => text.length >= 3 && confidence < 1)
    .map(({ left, right, text }) => (right - left) / text.length)
    .toSorted((one, other) => one - other);
  return (widths[widths.length >> 1] ?? 0) * widestSpace;
}

/** Groups the words of a row, from left to right, by the gaps between them. */
function groupsOf(row: Word[]): Word[][] {
  const groups: Word[][] = [];
  let before = 0;
  let end = 0;
  const space = spaceOf(row);
  for (const word of row.toSorted((one, other) => one.left - other.left)) {
    const group = groups.at(-1);
    // The width of a space is usually about a quarter of the height of the text. The gap between two columns is usually
    // wider than this height. Of two neighbouring words, the taller one counts, because a character such as a hyphen is
    // low.
    const height = heightOf(word);
    const gap = Math.max(height, before, space);
    before = height;
    if (group && word.left - end <= gap) {
      group.push(word);
      end = Math.max(end, word.right);
    } else {
      groups.push([word]);
      end = word.right;
    }
  }
  return groups;
}

/*
 * A long value may end so close to the label of the next column that only a space remains between them. The rows above
 * and below show where the labels and the values of that column start.
 */

/** A row is compared with at most this many rows above it, and as many below it. */
const rowsAround = 4;
/** A group is split only if a label and a value start at the same places in at least this many of the compared rows. */
const fewestRows = 3;
/** Two texts start at the same place if their left edges differ by at most this share of the text's height. */
const sameEdge = 0.25;

/** The left edges of two neighbouring groups of a row: a label and its value. */
type Pair = [label: number, value: number];

/**
 * Looks at the rows around the row `at`, and returns some pairs of neighbouring groups there. In each returned pair,
 * the value starts at the same place as the group to the right of `column` in the row `at`.
 */
function pairsAround(rows: Word[][][], { at, column }: { at: number; column: number }): Pair[] {
  const next = rows[at]![column + 1]?.[0];
  if (!next) return [];
  return rows
    .slice(Math.max(0, at - rowsAround), at + rowsAround + 1)
    .filter((row) => row !== rows[at] && row[0]![0]!.page === next.page)
    .flatMap((row) => row.slice(1).map((group, before): Pair => [row[before]![0]!.left, group[0]!.left]))
    .filter(([, value]) => isSameEdge(value, next));
}

/** Splits a group before a word that starts where labels start. A number is never split. */
function splitAtLabel(group: Word[], pairs: Pair[]): Word[][] {
  if (pairs.length < fewestRows) return [group];
  const at = group.findIndex(
    (word, index) =>
      index > 0 &&
      /^\p{L}/u.test(word.text) &&
      pairs.filter(([label]) => isSameEdge(label, word)).length >= fewestRows,
  );
  return at < 0 ? [group] : [group.slice(0, at), group.slice(at)];
}

const isSameEdge = (left: number, word: Word): boolean =>
  Math.abs(left - word.left) <= sameEdge * heightOf(word);

const heightOf = ({ top, bottom }: Word) => bottom - top;

function cellOf(words: Word[]): Cell {
  const text = words.map((word) => word.text.trim()).join(' ');
  return {
    text: text.slice(0, maximumCellLength).toWellFormed().replace(/\s+/g, ' '),
    left: Math.min(...words.map(({ left }) => left)),
    right: Math.max(...words.map(({ right }) => right)),
    confidence: Math.min(...words.map(({ confidence }) => confidence)),
    box: words.map(({ box }) => box).reduce(joinBoxes),
  };
}
