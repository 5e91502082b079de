// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { apartFromLines } from './apart-from-lines.ts';
import { type Box, joinBoxes } from './place.ts';

/**
 * A piece of text on the upright page. Positions grow to the right and downwards, in points or in pixels of the
 * recognised picture.
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
  /** The place on the page as a viewer shows it, which may be tilted or turned. */
  box: Box;
  /** True for a word that is not level, such as a watermark or a note in the margin. */
  isAside?: boolean;
}

/** A label, a value, or both, whose words stand close together. */
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

/** At most this many words of a file are read. A payslip has fewer. */
export const maximumWords = 20_000;
const maximumCellLength = 300;

/** Arranges words into lines from top to bottom, and into cells from left to right. */
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

/** For tests. */
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
 * Words that are not level, or far taller than the lines, come after all rows. Otherwise, they could separate a label
 * from the value below it.
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
 * Whether two words are on one line. Their centres may differ by half a height, because scans are never quite level.
 */
function isOnRowOf(first: Word, word: Word): boolean {
  const height = Math.max(first.bottom - first.top, word.bottom - word.top);
  return first.page === word.page && Math.abs(centre(first) - centre(word)) <= height / 2;
}

/**
 * The maximum width of a space, as a multiple of a letter's width. Spaces are wide in fonts whose letters all have the
 * same width.
 */
const widestSpace = 1.7;

/** The maximum width of a space in a row of recognised words. 0 if no word of the row has three letters. */
function spaceOf(row: Word[]): number {
  const widths = row
    .filter(({ text, confidence }) => text.length >= 3 && confidence < 1)
    .map(({ left, right, text }) => (right - left) / text.length)
    .toSorted((one, other) => one - other);
  return (widths[widths.length >> 1] ?? 0) * widestSpace;
}

function groupsOf(row: Word[]): Word[][] {
  const groups: Word[][] = [];
  let before = 0;
  let end = 0;
  const space = spaceOf(row);
  for (const word of row.toSorted((one, other) => one.left - other.left)) {
    const group = groups.at(-1);
    // A space is narrower than the text's height, and a gap between columns is wider. The taller of the two words is
    // measured, because a hyphen is low.
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
 * A long value may end so close to the next column that the gap looks like a space. The neighbouring rows show where
 * the column starts.
 */

/** A row is compared with this many rows above and below it. */
const rowsAround = 4;
/** A group is split only if this many of the compared rows have a label and a value at the same places. */
const fewestRows = 3;
/** Two texts start at the same place if their left edges differ by at most this share of the text's height. */
const sameEdge = 0.25;

type Pair = [label: number, value: number];

/**
 * Finds pairs of a label and a value in the rows around `at`. The values start at the same place as the group after
 * `column`.
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
