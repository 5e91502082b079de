import type { Cell, Line } from './layout.ts';

const yearToDate = /\b(y\.?t\.?d|year[- ]to[- ]date|cumulative|to[- ]date|tahun berjalan)\b/i;
/** The heads of columns without amounts, for example of hours or of rates. */
const notPaid = /^(hours?|hrs|days|units?|qty|quantity|rate|hari|jam)\b/i;

const rowsAbove = 40;

export const isOfYear = (text: string): boolean => text.length <= 40 && yearToDate.test(text);

/**
 * Whether a cell's column has no amounts of the pay period. Checks the nearest head, because a narrow head may not be
 * above the amounts.
 */
export function isInOtherColumn(lines: Line[], row: number, cell: Cell): boolean {
  const page = lines[row]?.page;
  for (let above = row - 1; above >= Math.max(0, row - rowsAbove); above--) {
    const line = lines[above];
    if (!line || line.page !== page) return false;
    if (line.cells.length === 1 || !isHead(line)) continue;
    const head = nearest(line.cells, cell);
    return isOfYear(head.text) || notPaid.test(head.text);
  }
  return false;
}

/** Whether the heading of a cell's block says that its amounts are those of the year so far. */
export function isInBlockOfYear(lines: Line[], row: number, cell: Cell): boolean {
  for (let above = row - 1; above >= Math.max(0, row - 8); above--) {
    const line = lines[above];
    if (!line || line.page !== lines[row]?.page) return false;
    const over = line.cells.find((other) => overlaps(other, cell));
    if (over && !/\d/.test(textOfLine(line))) return isOfYear(over.text);
  }
  return false;
}

const textOfLine = ({ cells }: Line) => cells.map(({ text }) => text).join(' ');

/** Whether a line is the head of a table with a column that has no amounts of the pay period. */
const isHead = (line: Line) =>
  !/\d/.test(textOfLine(line)) && line.cells.some(({ text }) => isOfYear(text) || notPaid.test(text));

const overlaps = (one: Cell, other: Cell) => one.left < other.right && one.right > other.left;

const distance = (one: Cell, other: Cell) =>
  Math.min(
    Math.abs(one.left - other.left),
    Math.abs(one.right - other.right),
    Math.abs(one.left + one.right - other.left - other.right) / 2,
  );

const nearest = (cells: Cell[], cell: Cell): Cell =>
  cells.reduce((best, other) => (distance(other, cell) < distance(best, cell) ? other : best));
