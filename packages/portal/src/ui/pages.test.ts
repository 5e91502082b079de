import { expect, test } from 'vitest';
import { continuePages, joinPages, sizeOf } from './pages.ts';

const keyOf = (item: number) => item;
const of = { size: 3, keyOf };
const loaded = (items: number[], hasGap = false) => ({ items, hasGap });
const pageOf = (...items: number[]) => ({ items, nextCursor: 'c' });

test('an item that live refresh pushed into the next page is shown once', () => {
  expect(joinPages([9, 8, 7], [7, 6, 5], keyOf)).toEqual([9, 8, 7, 6, 5]);
});

test('what a newer first page pushed down stays in sight', () => {
  const now = continuePages(pageOf(9, 8, 7), loaded([7, 6, 5, 4]), of);
  expect(now).toEqual(loaded([9, 8, 7, 6, 5, 4]));
});

test('what left the midst of the first page, because its state changed, is gone', () => {
  expect(continuePages(pageOf(9, 7, 6), loaded([9, 8, 7, 6, 5]), of)).toEqual(loaded([9, 7, 6, 5]));
});

test('what was loaded stays when more came than a page holds', () => {
  const now = continuePages(pageOf(9, 8, 7), { ...loaded([5, 4, 3]), nextCursor: 'd' }, of);
  expect(now).toEqual({ ...loaded([5, 4, 3], true), nextCursor: 'd' });
});

test('a gap stays one until a first page reaches what was loaded', () => {
  const behind = loaded([5, 4, 3], true);
  expect(continuePages(pageOf(9), behind, of)).toEqual(behind);
  expect(continuePages(pageOf(9, 6, 5), behind, of)).toEqual(loaded([9, 6, 5, 4, 3]));
});

test('a search that stopped early says nothing of what was found further back', () => {
  expect(continuePages(pageOf(), loaded([5, 4]), of)).toEqual(loaded([5, 4]));
  expect(continuePages(pageOf(9), loaded([5, 4]), of)).toEqual(loaded([9, 5, 4]));
});

test('nothing is left below a first page that is all there is, or when nothing was found below it', () => {
  expect(continuePages({ items: [9, 8], nextCursor: null }, loaded([8, 7]), of)).toBeUndefined();
  expect(continuePages(pageOf(9, 8, 7), loaded([]), of)).toBeUndefined();
});

test('a path says how long its pages are', () => {
  expect(sizeOf('/v1/events?type=A&size=50')).toBe(50);
  expect(sizeOf('/v1/webhooks/wh-1/replays')).toBe(10);
});
