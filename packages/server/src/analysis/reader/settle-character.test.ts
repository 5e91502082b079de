import { expect, test } from 'vitest';
import { settleCharacter } from './settle-character.ts';

const likeness =
  (known: Record<string, number>) =>
  (digit: string): number | undefined =>
    known[digit];

test('a glyph like a digit of the page is this digit if a reading says so', () => {
  const likenessTo = likeness({ 2: 0.95, 7: 0.4 });
  expect(settleCharacter(['Z', '2', 'Z'], likenessTo, undefined)).toEqual({ character: '2', isSure: true });
});

test('a glyph unlike every digit that it was taken for is the letter that a reading gives', () => {
  const likenessTo = likeness({ 2: 0.5, 7: 0.2 });
  expect(settleCharacter(['2', '7', 'Z'], likenessTo, undefined)).toEqual({ character: 'Z', isSure: true });
  expect(settleCharacter(['2', '2', '2'], likenessTo, undefined)).toBeUndefined();
  expect(settleCharacter(['2', '2', '2'], likenessTo, 'Z')).toEqual({ character: 'Z', isSure: true });
  expect(settleCharacter(['2', '2', '2'], likenessTo, 'A')).toBeUndefined();
});

test('the reading of a glyph alone does not count if it is a letter that the glyph cannot be', () => {
  const likenessTo = likeness({ 2: 0.4, 7: 0.1 });
  expect(settleCharacter(['Z', 'Z', '7'], likenessTo, 'A')).toEqual({ character: 'Z', isSure: true });
  expect(settleCharacter(['7', '7', '7'], likenessTo, 'A')).toBeUndefined();
});

test('a glyph that may be one of two letters is neither', () => {
  expect(settleCharacter(['8', 'B', 'H'], likeness({ 8: 0.5 }), undefined)).toBeUndefined();
});

test('without a sample of the digit, readings that agree are kept but not sure, and others are not kept', () => {
  expect(settleCharacter(['5', '5', '5'], likeness({}), undefined)).toEqual({
    character: '5',
    isSure: false,
  });
  expect(settleCharacter(['5', 'S', 'S'], likeness({}), undefined)).toBeUndefined();
  for (const samples of [{}, { 8: 0.5 }, { 5: 0.5 }] as Record<string, number>[])
    expect(settleCharacter(['S', 'S', 'S'], likeness(samples), undefined)).toEqual({
      character: 'S',
      isSure: false,
    });
  expect(settleCharacter(['S', 'S', 'S'], likeness({ 5: 0.5, 8: 0.5 }), undefined)).toEqual({
    character: 'S',
    isSure: true,
  });
});

test('a character that nothing looks like is the most frequent reading, and sure if all agree', () => {
  expect(settleCharacter(['E', 'E', 'E'], likeness({}), undefined)).toEqual({ character: 'E', isSure: true });
  expect(settleCharacter(['E', 'F', 'E'], likeness({}), undefined)).toEqual({
    character: 'E',
    isSure: false,
  });
  expect(settleCharacter(['E'], likeness({}), undefined)).toBeUndefined();
});
