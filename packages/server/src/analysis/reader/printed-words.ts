import type { getDocumentProxy } from 'unpdf';
import type { Word } from '../layout.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;
type Viewport = ReturnType<Page['getViewport']>;

/**
 * The words that a page of a PDF contains as text, and the values of its form's fields. `left`, `right`, `top` and
 * `bottom` of a word are measured on the page after it was turned so that most letters are upright.
 */
export interface PrintedWords {
  words: Word[];
  /** By how many quarters of a circle the page was turned clockwise. Before that, it was as a viewer shows it. */
  quarters: number;
}

/**
 * A piece of text, and its position on the page as a viewer shows it. The page is turned later, when the direction of
 * most letters is known.
 */
interface Piece {
  text: string;
  /** The corners of its box: the start and the end of its baseline, and then the two corners above these. */
  corners: [x: number, y: number][];
  /** The direction in which the text runs, in quarters of a circle, clockwise. 0 is from left to right. */
  direction: number;
}

export async function printedWords(page: Page, number: number): Promise<PrintedWords> {
  const viewport = page.getViewport({ scale: 1 });
  const pieces = [...(await textPieces(page, viewport)), ...(await formPieces(page, viewport))];
  const direction = usualDirection(pieces);
  const { width, height } = viewport;
  const words = pieces.map((piece) => wordOf(piece, { page: number, direction, width, height }));
  return { words, quarters: (4 - direction) % 4 };
}

async function textPieces(page: Page, viewport: Viewport): Promise<Piece[]> {
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform as number[];
    const along = unit(a, b) ?? [1, 0];
    const up = unit(c, d) ?? [-along[1], along[0]];
    const at = (right: number, above: number): [number, number] => [
      x + along[0] * right + up[0] * above,
      y + along[1] * right + up[1] * above,
    ];
    return [
      pieceOf(
        item.str,
        [at(0, 0), at(item.width, 0), at(0, item.height), at(item.width, item.height)],
        viewport,
      ),
    ];
  });
}

/** The values of a form's fields, which are no part of the page's text. */
async function formPieces(page: Page, viewport: Viewport): Promise<Piece[]> {
  const annotations: { rect?: number[]; fieldValue?: unknown; hidden?: boolean }[] =
    await page.getAnnotations();
  return annotations.flatMap(({ rect, fieldValue, hidden }) => {
    const text = Array.isArray(fieldValue) ? fieldValue.join(' ') : fieldValue;
    if (hidden || typeof text !== 'string' || text.trim() === '' || !rect) return [];
    const [left = 0, bottom = 0, right = 0, top = 0] = rect;
    const height = Math.min(top - bottom, tallestLine);
    const end = Math.min(right, left + text.length * height);
    const base = (top + bottom - height) / 2;
    return [
      pieceOf(
        text,
        [
          [left, base],
          [end, base],
          [left, base + height],
          [end, base + height],
        ],
        viewport,
      ),
    ];
  });
}

/** The maximum height of the text in a form's field, in points. */
const tallestLine = 12;

function pieceOf(text: string, corners: [number, number][], viewport: Viewport): Piece {
  const shown = corners.map(([x, y]) => viewport.convertToViewportPoint(x, y) as [number, number]);
  const [start, end] = shown as [[number, number], [number, number]];
  const angle = Math.atan2(end[1] - start[1], end[0] - start[0]);
  return { text, corners: shown, direction: (Math.round(angle / (Math.PI / 2)) + 4) % 4 };
}

function usualDirection(pieces: Piece[]): number {
  const letters = [0, 0, 0, 0];
  for (const { text, direction } of pieces) letters[direction] = (letters[direction] ?? 0) + text.length;
  return letters.indexOf(Math.max(...letters));
}

function wordOf(
  { text, corners }: Piece,
  { page, direction, width, height }: { page: number; direction: number; width: number; height: number },
): Word {
  const upright = corners.map(([x, y]): [number, number] => {
    if (direction === 1) return [y, width - x];
    if (direction === 2) return [width - x, height - y];
    if (direction === 3) return [height - y, x];
    return [x, y];
  });
  const [left, right] = bounds(upright.map(([x]) => x));
  const [top, bottom] = bounds(upright.map(([, y]) => y));
  const [boxLeft, boxRight] = bounds(corners.map(([x]) => x / width));
  const [boxTop, boxBottom] = bounds(corners.map(([, y]) => y / height));
  return {
    text,
    page,
    left,
    right,
    top,
    bottom,
    confidence: 1,
    box: [boxLeft, boxTop, boxRight - boxLeft, boxBottom - boxTop],
  };
}

const bounds = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];

function unit(x: number, y: number): [number, number] | undefined {
  const length = Math.hypot(x, y);
  return length > 0 ? [x / length, y / length] : undefined;
}
