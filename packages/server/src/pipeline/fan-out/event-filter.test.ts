import { expect, test } from 'vitest';
import { type EventFilter, matchesFilter } from './event-filter.ts';

const data = {
  sourceType: 'ACCOUNT',
  count: 3,
  isNew: false,
  errorCode: null,
  providers: ['upwork', 'grab'],
  session: { status: 'COMPLETED', channel: { id: 'c-1' } },
  items: [{ kind: 'a', price: 1 }, { kind: 'b' }],
  none: [],
};

const table: [what: string, filter: EventFilter, matches: boolean][] = [
  ['nothing asked for', {}, true],
  ['an equal text', { sourceType: 'ACCOUNT' }, true],
  ['another text', { sourceType: 'ARCHIVE' }, false],
  ['a text in other letters', { sourceType: 'account' }, false],
  ['a part of a text', { sourceType: 'ACC' }, false],
  ['an equal number', { count: 3 }, true],
  ['a number as a text', { count: '3' }, false],
  ['false for false', { isNew: false }, true],
  ['zero for false', { isNew: 0 }, false],
  ['null for null', { errorCode: null }, true],
  ['null for what is absent', { reason: null }, false],
  ['a text for what is absent', { reason: 'x' }, false],
  ['an object for what is absent', { reason: {} }, false],
  ['a list for what is absent', { reason: ['x', null] }, false],
  ['a name that every object inherits', { constructor: {} }, false],
  ['one of a list', { sourceType: ['ARCHIVE', 'ACCOUNT'] }, true],
  ['none of a list', { sourceType: ['ARCHIVE'] }, false],
  ['an empty list', { sourceType: [] }, false],
  ['null in a list', { errorCode: ['x', null] }, true],
  ['a member of a list in the data', { providers: 'grab' }, true],
  ['no member of it', { providers: 'other' }, false],
  ['one of a list for one of a list', { providers: ['other', 'grab'] }, true],
  ['anything of an empty list in the data', { none: 'grab' }, false],
  ['a nested property', { session: { status: 'COMPLETED' } }, true],
  ['another nested value', { session: { status: 'REVOKED' } }, false],
  ['one that is nested deeper', { session: { channel: { id: ['c-0', 'c-1'] } } }, true],
  ['a nested property that is absent', { session: { nothing: 'x' } }, false],
  ['an object for a text', { sourceType: { status: 'x' } }, false],
  ['a text for an object', { session: 'COMPLETED' }, false],
  ['a member of a list of objects', { items: { kind: 'b' } }, true],
  ['what two members have together, and none alone', { items: { kind: 'b', price: 1 } }, false],
  ['all of several properties', { sourceType: 'ACCOUNT', count: [1, 3] }, true],
  ['all but one of several properties', { sourceType: 'ACCOUNT', count: 4 }, false],
];

test.each(table)('%s', (_, filter, matches) => {
  expect(matchesFilter(filter, data)).toBe(matches);
});

test.each([[null], [undefined], ['text'], [3]])('%s as the data matches nothing', (value) => {
  expect(matchesFilter({}, value)).toBe(false);
});
