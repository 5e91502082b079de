import type { Word } from '../layout.ts';
import { usualOfLetters } from '../usual-of-letters.ts';
import type { Point } from './picture.ts';

export interface Piece {
  text: string;
  /** The start and the end of the baseline, then the two corners above these. */
  corners: Point[];
  /** The direction of the text in radians, clockwise. 0 is from left to right. */
  angle: number;
}

export interface UprightWords {
  /** The word at each index belongs to the piece at the same index. */
  words: Word[];
  /** By how many quarters the page was turned clockwise from the position in which a viewer shows it. */
  quarters: number;
  /** Whether the page was also turned by a smaller angle, so that places on it differ from those in its picture. */
  isTilted: boolean;
}

const quarter = Math.PI / 2;
/** The maximum difference from the usual angle of level text: 5 points over a word of 100 points. */
const levelRadians = (3 * Math.PI) / 180;

interface Page {
  page: number;
  width: number;
  height: number;
}

/**
 * Turns a page so that most of its letters are upright. Text that is still not level, such as a watermark, gets
 * `isAside`.
 */
export function uprightWords(pieces: readonly Piece[], page: Page): UprightWords {
  const direction = usualDirection(pieces);
  const tilt = usualTilt(pieces, direction);
  const words = pieces.map((piece) => wordOf(piece, { ...page, direction, tilt }));
  return { words, quarters: (4 - direction) % 4, isTilted: Math.abs(tilt) > 0.001 };
}

const directionOf = ({ angle }: Piece): number => (Math.round(angle / quarter) + 4) % 4;

function usualDirection(pieces: readonly Piece[]): number {
  const letters = [0, 0, 0, 0];
  for (const piece of pieces) {
    const direction = directionOf(piece);
    letters[direction] = (letters[direction] ?? 0) + piece.text.length;
  }
  return letters.indexOf(Math.max(...letters));
}

/** The angle between a text and a direction, from minus half a circle to half a circle. */
function tiltOf({ angle }: Piece, direction: number): number {
  const tilt = angle - direction * quarter;
  return Math.atan2(Math.sin(tilt), Math.cos(tilt));
}

function usualTilt(pieces: readonly Piece[], direction: number): number {
  const usual = pieces.filter((piece) => directionOf(piece) === direction);
  return usualOfLetters(
    usual.map((piece) => ({ value: tiltOf(piece, direction), letters: piece.text.length })),
  );
}

function wordOf(
  piece: Piece,
  { page, width, height, direction, tilt }: Page & { direction: number; tilt: number },
): Word {
  const { text, corners } = piece;
  const isAside = Math.abs(tiltOf(piece, direction) - tilt) > levelRadians;
  const [sine, cosine] = [Math.sin(-tilt), Math.cos(-tilt)];
  const upright = corners.map(([x, y]): Point => {
    const [turnedX, turnedY] = turned([x, y], { direction, width, height });
    return [turnedX * cosine - turnedY * sine, turnedX * sine + turnedY * cosine];
  });
  const [left, right] = bounds(upright.map(([x]) => x));
  const [top, bottom] = bounds(upright.map(([, y]) => y));
  const [boxLeft, boxRight] = bounds(corners.map(([x]) => x / width));
  const [boxTop, boxBottom] = bounds(corners.map(([, y]) => y / height));
  const box = [boxLeft, boxTop, boxRight - boxLeft, boxBottom - boxTop] as const;
  return { text, page, left, right, top, bottom, confidence: 1, box, ...(isAside && { isAside }) };
}

function turned(
  [x, y]: Point,
  { direction, width, height }: { direction: number; width: number; height: number },
): Point {
  if (direction === 1) return [y, width - x];
  if (direction === 2) return [width - x, height - y];
  if (direction === 3) return [height - y, x];
  return [x, y];
}

const bounds = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
