import { expect, test } from 'vitest';
import { deepestFilter, filterProblem, longestFilter, mostFilterValues } from './filter-rules.ts';

const nested = (depth: number): object => (depth === 1 ? { a: 1 } : { a: nested(depth - 1) });

test('a filter is valid up to each of its limits', () => {
  const frame = JSON.stringify({ a: '' }).length;
  expect(filterProblem({ a: 'x'.repeat(longestFilter - frame) })).toBeUndefined();
  expect(filterProblem({ a: Array(mostFilterValues).fill(1) })).toBeUndefined();
  expect(filterProblem({ ...nested(deepestFilter) })).toBeUndefined();
  expect(filterProblem({ a: ['text', 1, true, null], b: null })).toBeUndefined();
});

test.each([
  ['a string of many characters', { a: 'x'.repeat(longestFilter) }, /at most 8192 characters/],
  ['many values in lists', { a: Array(mostFilterValues).fill(1), b: 1 }, /at most 200 values, not 201/],
  ['many nested objects', { ...nested(deepestFilter + 1) }, /at most 8 objects deep/],
  ['an object in a list', { a: { b: [{}] } }, /the list of "b" may contain strings/],
  ['a list in a list', { a: [[1]] }, /the list of "a" may contain strings/],
])('a filter with %s is refused, with the limit', (_, filter, problem) => {
  expect(filterProblem(filter)).toMatch(problem);
});
