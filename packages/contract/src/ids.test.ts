import { expect, test } from 'vitest';
import { type IdKind, idPattern, idPrefixes, newId, newUserId } from './ids.ts';

const kinds = Object.keys(idPrefixes) as IdKind[];

test.each(kinds)('an id of %s is its prefix and 32 hex digits', (kind) => {
  expect(newId(kind)).toMatch(new RegExp(`^${idPrefixes[kind]}-[0-9a-f]{32}$`));
  expect(newId(kind)).toMatch(new RegExp(idPattern(kind)));
});

test('no two kinds share a prefix, so that an id shows the kind of its object', () => {
  expect(new Set(Object.values(idPrefixes)).size).toBe(kinds.length);
});

test('a user is named by its tenant', () => {
  expect(newUserId('acme')).toMatch(/^acme-[0-9a-f]{32}$/);
});

test('ids do not repeat', () => {
  const ids = Array.from({ length: 10_000 }, () => newId('event'));
  expect(new Set(ids).size).toBe(ids.length);
});
