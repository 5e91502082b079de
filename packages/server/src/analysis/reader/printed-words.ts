import type { getDocumentProxy } from 'unpdf';
import type { Word } from '../layout.ts';
import { type Annotation, annotationTexts } from './annotation-texts.ts';
import { crossedTexts } from './crossed-texts.ts';
import type { Point } from './picture.ts';
import { type Seen, seenOf, type TextInk } from './text-ink.ts';
import { type Piece, uprightWords } from './upright-words.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;
type Viewport = ReturnType<Page['getViewport']>;

/**
 * The words that a page of a PDF contains as text, and its form's values. Positions are on the page after it was turned
 * upright.
 */
export interface PrintedWords {
  words: PrintedWord[];
  /** By how many quarters the page was turned clockwise from the position in which a viewer shows it. */
  quarters: number;
  isTilted: boolean;
}

/**
 * `seen` is `PART` if another word lies across the word, because the file does not show which of them a person sees.
 */
export interface PrintedWord extends Word {
  seen: Seen;
}

interface PrintedPiece extends Piece {
  isField: boolean;
}

/** If `inkOf` returns undefined, the page could not be drawn, and all words count as seen. */
export async function printedWords(
  page: Page,
  number: number,
  inkOf: () => TextInk | undefined,
): Promise<PrintedWords> {
  const viewport = page.getViewport({ scale: 1 });
  const { width, height } = viewport;
  const pieces = [...(await textPieces(page, viewport)), ...(await formPieces(page, viewport))];
  const ink = pieces.length > 0 ? inkOf() : undefined;
  const seen = pieces.map((piece) => seenPiece(piece, { ink, width, height }));
  const upright = uprightWords(pieces, { page: number, width, height });
  const crossed = ink
    ? crossedTexts(upright.words.filter((_, index) => seen[index] !== 'NONE'))
    : new Set<Word>();
  const words = upright.words.map((word, index) => ({
    ...word,
    seen: crossed.has(word) ? 'PART' : (seen[index] ?? 'DARK'),
  }));
  return { words, quarters: upright.quarters, isTilted: upright.isTilted };
}

/** The value of a form's field counts as seen, because the drawings of the page's text do not include it. */
function seenPiece(
  { text, corners, isField }: PrintedPiece,
  { ink, width, height }: { ink: TextInk | undefined; width: number; height: number },
): Seen {
  if (!ink || isField) return 'DARK';
  if (!ink.isComplete) return 'PART';
  return seenOf(ink, { text, corners: corners.map(([x, y]): Point => [x / width, y / height]) });
}

async function textPieces(page: Page, viewport: Viewport): Promise<PrintedPiece[]> {
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
    const corners = [at(0, 0), at(item.width, 0), at(0, item.height), at(item.width, item.height)];
    return [{ ...pieceOf(item.str, corners, viewport), isField: false }];
  });
}

/** The values of a form's fields, and the notes on the page. They are not part of the page's text. */
async function formPieces(page: Page, viewport: Viewport): Promise<PrintedPiece[]> {
  const annotations: Annotation[] = await page.getAnnotations();
  return annotations
    .flatMap(annotationTexts)
    .map(({ text, corners }) => ({ ...pieceOf(text, corners, viewport), isField: true }));
}

function pieceOf(text: string, corners: [number, number][], viewport: Viewport): Piece {
  const shown = corners.map(([x, y]) => viewport.convertToViewportPoint(x, y) as [number, number]);
  const [start, end] = shown as [[number, number], [number, number]];
  return { text, corners: shown, angle: Math.atan2(end[1] - start[1], end[0] - start[0]) };
}

function unit(x: number, y: number): [number, number] | undefined {
  const length = Math.hypot(x, y);
  return length > 0 ? [x / length, y / length] : undefined;
}
