import { expect, test } from 'vitest';
import { takeBatch } from './take-batch.ts';

const megabyte = 1024 * 1024;
const sizesOf = (waiting: number[], most = 500): number[][] => {
  const batches: number[][] = [];
  while (waiting.length > 0) batches.push(takeBatch(waiting, most, (size) => size));
  return batches;
};

test('each batch has the given number of rows, and the last one has the rest', () => {
  expect(sizesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
});

test('a batch of long texts ends after some megabytes, even if it has few rows', () => {
  expect(sizesOf(Array(10).fill(megabyte)).map(({ length }) => length)).toEqual([4, 4, 2]);
});

test('a text that is longer than the limit gets a batch of its own', () => {
  expect(sizesOf([1, 9 * megabyte, 2])).toEqual([[1], [9 * megabyte], [2]]);
});
