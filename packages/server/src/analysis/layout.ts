// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { type Box, joinBoxes } from './place.ts';

/**
 * A piece of text and its position on the upright page. x grows to the right and y downwards, in points of a PDF, or in
 * pixels of the picture that was recognised.
 */
export interface Word {
  text: string;
  page: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** From 0 to 1. Text that a PDF contains as text has 1. */
  confidence: number;
  /** Where the word stands on the page as a viewer shows it. There, the page may be tilted or turned. */
  box: Box;
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
  /** The place of the file in the archive, from 0. */
  file: number;
  page: number;
  cells: Cell[];
}

/** The maximum number of words that are read. A payslip has fewer. The rest of a longer document is not read. */
export const maximumWords = 20_000;
const maximumCellLength = 300;

/** Arranges words into lines from top to bottom, and into cells from left to right. The words may be in any order. */
export function linesOf(words: Word[], file = 0): Line[] {
  const rows: Word[][] = [];
  for (const word of readingOrder(words)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && isOnRowOf(first, word)) row.push(word);
    else rows.push([word]);
  }
  return rows.map((row) => ({ file, page: row[0]!.page, cells: cellsOf(row) }));
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

/**
 * Whether two words are on the same line. Their centres may differ by half of the greater height, because a
 * scanned page is never quite level.
 */
function isOnRowOf(first: Word, word: Word): boolean {
  const height = Math.max(first.bottom - first.top, word.bottom - word.top);
  return first.page === word.page && Math.abs(centre(first) - centre(word)) <= height / 2;
}

/**
 * The maximum width of a space, from ink to ink, as a multiple of a letter's width. In fonts whose letters all
 * have the same width, spaces are wide.
 */
const widestSpace = 1.7;

/**
 * The maximum width of a space in a row of recognised words. Such a space may be wider than the letters are
 * high.
 */
function spaceOf(row: Word[]): number {
  const widths = row
    .filter(({ text, confidence }) => text.length >= 3 && confidence < 1)
    .map(({ left, right, text }) => (right - left) / text.length)
    .toSorted((one, other) => one - other);
  return (widths[widths.length >> 1] ?? 0) * widestSpace;
}

function cellsOf(row: Word[]): Cell[] {
  const cells: Cell[] = [];
  let before = 0;
  const space = spaceOf(row);
  for (const word of row.toSorted((one, other) => one.left - other.left)) {
    const cell = cells.at(-1);
    // A space is about a quarter of the height of the text, and columns are further apart than the whole height. Of
    // two neighbours, the taller one counts, because a character such as a hyphen is low.
    const height = word.bottom - word.top;
    const gap = Math.max(height, before, space);
    before = height;
    if (cell && word.left - cell.right <= gap) {
      cell.text = `${cell.text} ${word.text.trim()}`.slice(0, maximumCellLength).toWellFormed();
      cell.right = Math.max(cell.right, word.right);
      cell.confidence = Math.min(cell.confidence, word.confidence);
      cell.box = joinBoxes(cell.box, word.box);
    } else {
      cells.push({
        text: word.text.trim().slice(0, maximumCellLength),
        left: word.left,
        right: word.right,
        confidence: word.confidence,
        box: word.box,
      });
    }
  }
  return cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s+/g, ' ') }));
}
