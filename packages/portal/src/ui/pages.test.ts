import { expect, test } from 'vitest';
import { continuePages, incompleteText, joinPages, sizeOf } from './pages.ts';

const keyOf = (item: number) => item;
const of = { size: 3, keyOf };
const loaded = (items: number[], hasGap = false) => ({ items, hasGap });
const pageOf = (...items: number[]) => ({ items, nextCursor: 'c' });

test('an item that a refresh pushed into the next page is shown once', () => {
  expect(joinPages([9, 8, 7], [7, 6, 5], keyOf)).toEqual([9, 8, 7, 6, 5]);
});

test('items that a newer first page pushed down stay visible', () => {
  const now = continuePages(pageOf(9, 8, 7), loaded([7, 6, 5, 4]), of);
  expect(now).toEqual(loaded([9, 8, 7, 6, 5, 4]));
});

test('an item that left the first page because its state changed is removed', () => {
  expect(continuePages(pageOf(9, 7, 6), loaded([9, 8, 7, 6, 5]), of)).toEqual(loaded([9, 7, 6, 5]));
});

test('loaded items stay when more items arrived than a page holds', () => {
  const now = continuePages(pageOf(9, 8, 7), { ...loaded([5, 4, 3]), nextCursor: 'd' }, of);
  expect(now).toEqual({ ...loaded([5, 4, 3], true), nextCursor: 'd' });
});

test('a gap remains until a first page reaches the loaded items', () => {
  const behind = loaded([5, 4, 3], true);
  expect(continuePages(pageOf(9), behind, of)).toEqual(behind);
  expect(continuePages(pageOf(9, 6, 5), behind, of)).toEqual(loaded([9, 6, 5, 4, 3]));
});

test('a search that ran out of time does not remove items found further back', () => {
  expect(continuePages(pageOf(), loaded([5, 4]), of)).toEqual(loaded([5, 4]));
  expect(continuePages(pageOf(9), loaded([5, 4]), of)).toEqual(loaded([9, 5, 4]));
});

test('below a complete first page, or if nothing was found below it, no items remain', () => {
  expect(continuePages({ items: [9, 8], nextCursor: null }, loaded([8, 7]), of)).toBeUndefined();
  expect(continuePages(pageOf(9, 8, 7), loaded([]), of)).toBeUndefined();
});

test('the page size is read from the path', () => {
  expect(sizeOf('/v1/events?type=A&size=50')).toBe(50);
  expect(sizeOf('/v1/webhooks/wh-1/replays')).toBe(10);
});

test('a list of choices says if it is not complete', () => {
  expect(incompleteText({ items: [1, 2], nextCursor: 'c' })).toBe('Only the first 2 are listed.');
  expect(incompleteText({ items: [1, 2], nextCursor: null })).toBeUndefined();
  expect(incompleteText(undefined)).toBeUndefined();
});
