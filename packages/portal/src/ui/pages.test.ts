import { expect, test } from 'vitest';
import { continuePages, joinPages, sizeOf } from './pages.ts';

const keyOf = (item: number) => item;
const of = { size: 3, keyOf };

test('an item that live refresh pushed into the next page is shown once', () => {
  expect(joinPages([9, 8, 7], [7, 6, 5], keyOf)).toEqual([9, 8, 7, 6, 5]);
});

test('what a newer first page pushed down stays in sight', () => {
  expect(continuePages({ items: [9, 8, 7], nextCursor: 'c' }, [7, 6, 5, 4], of)).toEqual([9, 8, 7, 6, 5, 4]);
});

test('what left the midst of the first page, because its state changed, is gone', () => {
  expect(continuePages({ items: [9, 7, 6], nextCursor: 'c' }, [9, 8, 7, 6, 5], of)).toEqual([9, 7, 6, 5]);
});

test('a whole page of what is new leaves a gap above what was loaded', () => {
  expect(continuePages({ items: [9, 8, 7], nextCursor: 'c' }, [5, 4, 3], of)).toBeUndefined();
});

test('a search that stopped early says nothing of what was found further back', () => {
  expect(continuePages({ items: [], nextCursor: 'c' }, [5, 4], of)).toEqual([5, 4]);
  expect(continuePages({ items: [9], nextCursor: 'c' }, [5, 4], of)).toEqual([9, 5, 4]);
});

test('a first page that is all there is leaves nothing below it', () => {
  expect(continuePages({ items: [9, 8], nextCursor: null }, [8, 7], of)).toBeUndefined();
});

test('a path says how long its pages are', () => {
  expect(sizeOf('/v1/events?type=A&size=50')).toBe(50);
  expect(sizeOf('/v1/webhooks/wh-1/replays')).toBe(10);
});
