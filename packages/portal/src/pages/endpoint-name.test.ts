import { expect, test } from 'vitest';
import { endpointName, findMissing, type WebhookList } from './endpoint-name.ts';

const listOf = (...items: WebhookList['items']): WebhookList => ({ items, nextCursor: null });
const old = { id: 'wh-old', name: 'Old' };
const late = { id: 'wh-late', name: 'Late' };
const none = new Map<string, WebhookList>();

test('an endpoint created after the list was loaded is not called deleted, and gets its name from the next list', () => {
  const list = listOf(old);
  const missing = findMissing(list, [old.id, late.id], none);
  expect([...missing.keys()]).toEqual([late.id]);
  expect(endpointName(late.id, list, missing)).toBeUndefined();
  expect(endpointName(late.id, listOf(old, late), missing)).toBe('Late');
});

test('an endpoint that is missing from a later list too was deleted, and is not looked up again', () => {
  const missing = findMissing(listOf(old), [late.id], none);
  const next = listOf(old);
  expect(endpointName(late.id, next, missing)).toBeNull();
  expect(findMissing(next, [late.id], missing)).toBe(missing);
});

test('an incomplete or absent list does not show that an endpoint was deleted', () => {
  const part = { items: [old], nextCursor: 'c' };
  expect(endpointName(late.id, part, findMissing(listOf(old), [late.id], none))).toBeUndefined();
  expect(findMissing(undefined, [late.id], none)).toBe(none);
  expect(endpointName(late.id, undefined, none)).toBeUndefined();
});
