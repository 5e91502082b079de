import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { decodePicture } from './decode-picture.ts';
import { eraseRules } from './erase-rules.ts';
import { findPaper } from './find-paper.ts';
import { flattenLight } from './flatten-light.ts';
import { blobsOf, inkLevel, letterHeight } from './ink-blobs.ts';
import { invertBars } from './invert-bars.ts';
import { perspectiveOf, throughPerspective } from './perspective.ts';
import { type Picture, type Point, valueBetween } from './picture.ts';

const page = await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0);
const { width, height } = page;

const changed = (change: (value: number, x: number, y: number) => number): Picture => ({
  width,
  height,
  data: page.data.map((value, at) => change(value, at % width, Math.floor(at / width))),
});

const inkOf = ({ data }: Picture) => data.filter((value) => value < inkLevel).length;

test('a shadow over a page is taken away, and its ink remains', () => {
  const shadow = (x: number, y: number) => 1 - 0.5 / (1 + (Math.hypot(x - 700, y - 500) / 350) ** 4);
  const [plain, shaded] = [flattenLight(page), flattenLight(changed((value, x, y) => value * shadow(x, y)))];
  expect(inkOf(shaded) / inkOf(plain)).toBeGreaterThan(0.95);
  expect(inkOf(shaded) / inkOf(plain)).toBeLessThan(1.05);
});

test('the lines of a table and the dots of a leader are erased, and no letter is', () => {
  const isLine = (x: number, y: number) =>
    (Math.abs(y - 1000) < 2 && x > 100 && x < 900) || (Math.abs(x - 500) < 2 && y > 900 && y < 1100);
  const isDot = (x: number, y: number) => Math.abs(y - 1200) < 2 && x > 300 && x < 700 && x % 8 < 3;
  const plain = eraseRules(page);
  const erased = eraseRules(changed((value, x, y) => (isLine(x, y) || isDot(x, y) ? 40 : value)));
  const differing = erased.data.filter(
    (value, at) => value < inkLevel !== (plain.data[at] as number) < inkLevel,
  );
  expect(differing.length).toBeLessThan(60);
  const letters = (picture: Picture) => {
    const blobs = blobsOf(picture);
    const usual = letterHeight(blobs) as number;
    return blobs.filter(({ top, bottom }) => bottom - top > 0.7 * usual && bottom - top < 2 * usual).length;
  };
  expect(letters(plain) / letters(page)).toBeGreaterThan(0.98);
});

test('a line that is much paler than the letters is erased, and the letters around it remain', () => {
  const isLine = (x: number, y: number) => Math.abs(y - 1000) < 2 && x > 100 && x < 900;
  const pale = changed((value, x, y) => (isLine(x, y) ? Math.min(value, 205 + (x % 7)) : value));
  const onLine = ({ data }: Picture) =>
    data.subarray(1000 * width + 100, 1000 * width + 900).filter((value) => value < 230).length;
  expect(onLine(pale)).toBe(799);
  const erased = eraseRules(pale);
  expect(onLine(erased)).toBeLessThan(40);
  expect(inkOf(erased) / inkOf(eraseRules(page))).toBeGreaterThan(0.995);
});

test('bold letters that touch each other are not taken for a dark bar', () => {
  const isInk = (x: number, y: number) => x % 12 < 8 || Math.abs(y - 1000) < 4;
  const heading = changed((value, x, y) =>
    x > 300 && x < 600 && y > 980 && y < 1020 && isInk(x, y) ? 30 : value,
  );
  const top = 970 * width;
  const bottom = 1030 * width;
  expect(invertBars(heading).data.subarray(top, bottom)).toEqual(heading.data.subarray(top, bottom));
});

test('white text on a dark bar becomes black text on white paper, and nothing else changes', () => {
  const inverted = invertBars(page);
  const bar = { from: 666 * width, to: 726 * width };
  const lightOf = ({ data }: Picture) =>
    data.subarray(bar.from, bar.to).filter((value) => value > 200).length;
  expect(lightOf(page)).toBeLessThan(0.4 * width * 60);
  expect(lightOf(inverted)).toBeGreaterThan(0.8 * width * 60);
  expect(inverted.data.subarray(bar.to)).toEqual(page.data.subarray(bar.to));
});

test('a page on a table is cut out and made a rectangle', () => {
  const corners: Point[] = [
    [90, 60],
    [1080, 140],
    [1010, 1500],
    [40, 1430],
  ];
  const paper = findPaper(onTable(corners)) as NonNullable<ReturnType<typeof findPaper>>;
  const { width: wide, height: high } = paper.picture;
  const found = [
    paper.before([0, 0]),
    paper.before([wide, 0]),
    paper.before([wide, high]),
    paper.before([0, high]),
  ];
  for (const [index, [x, y]] of found.entries()) {
    const [cornerX, cornerY] = corners[index] as Point;
    expect(Math.hypot(x - cornerX, y - cornerY)).toBeLessThan(12);
  }
  const [left, top] = paper.onPaper([90 / 1150, 60 / 1600]);
  expect(Math.max(Math.abs(left), Math.abs(top))).toBeLessThan(0.02);
});

test('a page that fills its picture is left as it is', () => {
  expect(findPaper(page)).toBeUndefined();
});

/** A photograph of the page on a dark table, with the page's corners at `corners`. */
function onTable(corners: Point[]): Picture {
  const edges: Point[] = [
    [0, 0],
    [width - 1, 0],
    [width - 1, height - 1],
    [0, height - 1],
  ];
  const matrix = perspectiveOf(corners, edges);
  const photo = { width: 1150, height: 1600, data: new Uint8Array(1150 * 1600).fill(90) };
  for (const at of photo.data.keys()) {
    const [x, y] = throughPerspective(matrix, [at % photo.width, Math.floor(at / photo.width)]);
    if (x >= 0 && y >= 0 && x < width && y < height) photo.data[at] = valueBetween(page, x, y) * 0.85;
  }
  return photo;
}
