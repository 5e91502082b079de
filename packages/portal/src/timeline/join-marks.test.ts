import type { Timeline } from '@winkwire/contract/portal-api';
import { expect, test } from 'vitest';
import { joinMarks, overlap } from './join-marks.ts';

const event = (eventId: string, type = 'ACCOUNT_CONNECTED') =>
  ({ kind: 'EVENT', eventId, type }) as Timeline['items'][number];
const attempt = (eventId: string, number: number) =>
  ({ kind: 'ATTEMPT', eventId, webhookId: 'w', number }) as Timeline['items'][number];

const idsOf = (marks: Timeline['items']) => marks.map(({ eventId }) => eventId);

test('marks that are in both lists are shown once, as the newer list has them', () => {
  const joined = joinMarks([event('a'), event('b', 'old')], [event('b', 'new'), event('c')]);
  expect(joined).toEqual([event('a'), event('b', 'new'), event('c')]);
});

test('marks that newer ones push off the live list stay', () => {
  let shown = joinMarks([event('a')], [event('b'), event('c')]);
  shown = joinMarks(shown, [event('c'), event('d')]);
  shown = joinMarks(shown, [event('d'), event('e')]);
  expect(idsOf(shown)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('lists that follow each other without a common mark do not overlap, so marks between them may be missing', () => {
  expect(overlap([event('a'), event('b')], [event('b'), event('c')])).toBe(true);
  expect(overlap([event('a'), event('b')], [event('d'), event('e')])).toBe(false);
  expect(overlap([event('a')], [])).toBe(false);
});

test('the attempts of one event are marks of their own', () => {
  expect(joinMarks([event('a'), attempt('a', 1)], [attempt('a', 2)])).toHaveLength(3);
});
