import type { Word } from '../layout.ts';
import type { Box } from '../place.ts';
import { confirmAmounts } from './confirm-amounts.ts';
import { confirmIdentifiers } from './confirm-identifiers.ts';
import { confirmNames } from './confirm-names.ts';
import { densestPart } from './densest-part.ts';
import { eraseRules } from './erase-rules.ts';
import { findPaper, type Paper, wholePicture } from './find-paper.ts';
import { flattenLight } from './flatten-light.ts';
import { type Blob, blobsOf, mostLetters } from './ink-blobs.ts';
import { invertBars } from './invert-bars.ts';
import { type RecognisedWord, recognise } from './ocr.ts';
import { beforeTurn, type Picture, type Point, turnPicture } from './picture.ts';
import { quartersByLines } from './quarters-by-lines.ts';
import { readAgain } from './read-again.ts';
import { readUnread } from './read-unread.ts';
import { isSure, shareOfSure } from './share-of-sure.ts';
import { type Straight, straighten } from './straighten.ts';

/**
 * The words of a page. `quarters` says by how many quarters of a circle its picture was turned clockwise to read them.
 */
export interface PageWords {
  words: Word[];
  quarters: number;
  /** The size of the upright picture. The positions of the words are in pixels of this picture. */
  width: number;
  height: number;
  /**
   * Converts a point of the original picture to a point of the paper that was cut out of it, before the paper was
   * turned. Both points are in fractions of width and height.
   */
  onPaper(point: Point): Point;
}

/** A page is upright if at least this share of its letters was recognised reliably. */
const uprightShare = 0.6;
/**
 * If even the best direction has a smaller share of reliable letters, a page is not readable, and only its reliable
 * words stay.
 */
const readableShare = 0.2;

/**
 * Reads a page, whichever way it was turned. If too few letters are reliable in the most probable direction, a part of
 * the page is tried in the other directions. Doubtful places are read again only in the best direction. On a page that
 * is upside down, this would take twice as long as recognising the page.
 */
export async function wordsOfPage(original: Picture, page: number): Promise<PageWords> {
  const paper = findPaper(original) ?? wholePicture(original);
  const sheet = { ...paper, original, page };
  const [first, ...others] = quartersByLines(sheet.picture);
  if (first === undefined) {
    const { width, height } = paper.picture;
    return { words: [], quarters: 0, width, height, onPaper: paper.onPaper };
  }
  const recognised = await recogniseTurned(sheet, first);
  const share = shareOfSure(recognised.words);
  if (share >= uprightShare) return improve(sheet, recognised);
  const better = await bestDirection(sheet.picture, { quarters: others, share });
  if (better === undefined) return readableOf(await improve(sheet, recognised));
  const turned = await recogniseTurned(sheet, better);
  return readableOf(await improve(sheet, shareOfSure(turned.words) >= share ? turned : recognised));
}

const readableOf = (reading: PageWords): PageWords =>
  shareOfSure(reading.words) >= readableShare ? reading : { ...reading, words: reading.words.filter(isSure) };

/**
 * Tries directions on the densest part of the page. Returns the first direction with `uprightShare` of reliable
 * letters, or else the best direction, if its share exceeds `share`.
 */
async function bestDirection(
  picture: Picture,
  { quarters, share }: { quarters: number[]; share: number },
): Promise<number | undefined> {
  let best: number | undefined;
  let most = share;
  for (const direction of quarters) {
    const whole = cleaned(straighten(turnPicture(picture, direction)).picture);
    const blobs = blobsOf(whole);
    const partShare = isReadable(blobs) ? shareOfSure(await recognise(densestPart(whole, blobs))) : 0;
    if (partShare > most) [best, most] = [direction, partShare];
    if (partShare >= uprightShare) break;
  }
  return best;
}

interface Sheet extends Paper {
  original: Picture;
  page: number;
}

/**
 * Whether a picture has letters, but not too many. The recogniser takes 2 ms for each letter, so a page of noise would
 * take minutes.
 */
const isReadable = ({ length }: Blob[]): boolean => length > 0 && length <= mostLetters;

const cleaned = (picture: Picture): Picture => eraseRules(invertBars(flattenLight(picture)));

interface Recognised {
  quarters: number;
  straight: Straight;
  /** Straight, and without shadows, lines and dark bars. */
  picture: Picture;
  blobs: Blob[];
  words: RecognisedWord[];
}

async function recogniseTurned(sheet: Sheet, quarters: number): Promise<Recognised> {
  const straight = straighten(turnPicture(sheet.picture, quarters));
  const picture = cleaned(straight.picture);
  const blobs = blobsOf(picture);
  return { quarters, straight, picture, blobs, words: isReadable(blobs) ? await recognise(picture) : [] };
}

async function improve(sheet: Sheet, recognised: Recognised): Promise<PageWords> {
  const { quarters, straight, picture, blobs } = recognised;
  const words = isReadable(blobs) ? await readAgain(picture, recognised) : [];
  const { width, height } = straight.picture;
  const boxOnPage = (piece: Blob) => boxOf(piece, { sheet, quarters, straight });
  const placed = words.map((word) => ({
    ...word,
    page: sheet.page,
    box: boxOnPage(word),
  }));
  const read = await readUnread(picture, { words: placed, blobs, boxOf: boxOnPage });
  const amounts = await confirmAmounts(picture, { words: read, blobs });
  const confirmed = await confirmIdentifiers(picture, { words: amounts, blobs });
  const named = await confirmNames(picture, { words: confirmed, blobs });
  return { words: named, quarters, width, height, onPaper: sheet.onPaper };
}

function boxOf(
  { left, right, top, bottom }: Blob,
  { sheet, quarters, straight }: { sheet: Sheet; quarters: number; straight: Straight },
): Box {
  const corners: Point[] = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ];
  const points = corners.map((corner) =>
    sheet.before(beforeTurn(straight.before(corner), quarters, sheet.picture)),
  );
  const { width, height } = sheet.original;
  const xs = points.map(([x]) => fraction(x / width)).toSorted((one, other) => one - other);
  const ys = points.map(([, y]) => fraction(y / height)).toSorted((one, other) => one - other);
  const [x = 0, y = 0] = [xs[0], ys[0]];
  return [x, y, (xs[3] ?? x) - x, (ys[3] ?? y) - y];
}

const fraction = (value: number) => Math.min(1, Math.max(0, value));
