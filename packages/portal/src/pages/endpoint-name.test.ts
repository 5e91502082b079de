import { expect, test } from 'vitest';
import { endpointName, missIn, type WebhookList } from './endpoint-name.ts';

const listOf = (...items: WebhookList['items']): WebhookList => ({ items, nextCursor: null });
const old = { id: 'wh-old', name: 'Old' };
const late = { id: 'wh-late', name: 'Late' };
const none = new Map<string, WebhookList>();

test('an endpoint made after the list was read is not called deleted, and is named by the next list', () => {
  const list = listOf(old);
  const missed = missIn(list, [old.id, late.id], none);
  expect([...missed.keys()]).toEqual([late.id]);
  expect(endpointName(late.id, list, missed)).toBeUndefined();
  expect(endpointName(late.id, listOf(old, late), missed)).toBe('Late');
});

test('an endpoint that a later list lacks too was deleted, and is not asked after once more', () => {
  const missed = missIn(listOf(old), [late.id], none);
  const next = listOf(old);
  expect(endpointName(late.id, next, missed)).toBeNull();
  expect(missIn(next, [late.id], missed)).toBe(missed);
});

test('a list that is not all there is, or not there yet, tells nothing of what it lacks', () => {
  const part = { items: [old], nextCursor: 'c' };
  expect(endpointName(late.id, part, missIn(listOf(old), [late.id], none))).toBeUndefined();
  expect(missIn(undefined, [late.id], none)).toBe(none);
  expect(endpointName(late.id, undefined, none)).toBeUndefined();
});
