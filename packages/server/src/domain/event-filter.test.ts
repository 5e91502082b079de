import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventData } from './event-data.ts';
import { compileFilter, type EventFilter, type FilterValue, findMismatch } from './event-filter.ts';

/** `large` adds whitespace, so that the data is indexed by path. */
const matches = (filter: EventFilter, value: unknown, { large = false } = {}): boolean =>
  compileFilter(filter).matches(
    new EventData(`${' '.repeat(large ? 5000 : 0)}${JSON.stringify({ data: value })}`),
  );

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
  ['an empty filter', {}, true],
  ['an equal string', { sourceType: 'ACCOUNT' }, true],
  ['another text', { sourceType: 'ARCHIVE' }, false],
  ['a string in another case', { sourceType: 'account' }, false],
  ['only a part of a string', { sourceType: 'ACC' }, false],
  ['an equal number', { count: 3 }, true],
  ['a number as a string', { count: '3' }, false],
  ['false for false', { isNew: false }, true],
  ['zero for false', { isNew: 0 }, false],
  ['null for null', { errorCode: null }, true],
  ['null for a property that is absent', { reason: null }, false],
  ['a string for a property that is absent', { reason: 'x' }, false],
  ['an object for a property that is absent', { reason: {} }, false],
  ['a list for a property that is absent', { reason: ['x', null] }, false],
  ['a name that every object inherits', { constructor: {} }, false],
  ['one of a list', { sourceType: ['ARCHIVE', 'ACCOUNT'] }, true],
  ['none of a list', { sourceType: ['ARCHIVE'] }, false],
  ['an empty list', { sourceType: [] }, false],
  ['null in a list', { errorCode: ['x', null] }, true],
  ['a member of a list in the data', { providers: 'grab' }, true],
  ['no member of a list in the data', { providers: 'other' }, false],
  ['one of a list for a member of a list in the data', { providers: ['other', 'grab'] }, true],
  ['any value for an empty list in the data', { none: 'grab' }, false],
  ['a nested property', { session: { status: 'COMPLETED' } }, true],
  ['another nested value', { session: { status: 'REVOKED' } }, false],
  ['one that is nested deeper', { session: { channel: { id: ['c-0', 'c-1'] } } }, true],
  ['a nested property that is absent', { session: { nothing: 'x' } }, false],
  ['an object for a string', { sourceType: { status: 'x' } }, false],
  ['a string for an object', { session: 'COMPLETED' }, false],
  ['a member of a list of objects', { items: { kind: 'b' } }, true],
  ['two properties that no single member has both of', { items: { kind: 'b', price: 1 } }, false],
  ['all of several properties', { sourceType: 'ACCOUNT', count: [1, 3] }, true],
  ['all but one of several properties', { sourceType: 'ACCOUNT', count: 4 }, false],
];

test.each(table)('%s: with %j, a match is %s', (_, filter, expected) => {
  expect(matches(filter, data)).toBe(expected);
  expect(matches(filter, data, { large: true })).toBe(expected);
  expect(findMismatch(filter, data) === undefined).toBe(expected);
});

test.each([[null], ['text'], [3]])('%s as the data matches nothing', (value) => {
  expect(matches({}, value)).toBe(false);
  expect(matches({}, value, { large: true })).toBe(false);
});

/** The definition of a match, in its simplest form. */
function definition(filter: EventFilter, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(filter).every(([name, wanted]) =>
    isMet(wanted, Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined),
  );
}

function isMet(wanted: FilterValue, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((member) => isMet(wanted, member));
  if (Array.isArray(wanted)) return wanted.some((member) => member === value);
  if (typeof wanted === 'object' && wanted !== null) return definition(wanted, value);
  return wanted === value;
}

/** Few names and values, so that filters match often. */
const name = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor');
const scalar = fc.constantFrom('x', 'y', '', 0, -0, 1, true, false, null);
const { filters } = fc.letrec<{ filters: EventFilter; wanted: FilterValue }>((tie) => ({
  filters: fc.dictionary(name, tie('wanted'), { maxKeys: 3 }),
  wanted: fc.oneof({ depthSize: 'small' }, scalar, fc.array(scalar, { maxLength: 3 }), tie('filters')),
}));
const { object } = fc.letrec<{ object: object; value: unknown }>((tie) => ({
  object: fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  value: fc.oneof({ depthSize: 'medium' }, scalar, tie('object'), fc.array(tie('value'), { maxLength: 4 })),
}));

test('a compiled filter matches what the definition says', () => {
  fc.assert(
    fc.property(filters, object, (filter, value) => {
      // The values are parsed from JSON, as bodies and stored filters are.
      const [wanted, found] = JSON.parse(JSON.stringify([filter, value]));
      const expected = definition(wanted, found);
      expect([matches(wanted, value), matches(wanted, value, { large: true })]).toEqual([expected, expected]);
      expect(findMismatch(wanted, found) === undefined).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

test('filters that search long lists in vain share a budget, and match when it is spent', () => {
  const items = Array.from({ length: 6000 }, (_, n) => (n % 2 === 0 ? { a: 1, b: 0 } : { a: 0, b: 1 }));
  const event = new EventData(JSON.stringify({ data: { items } }));
  // Each member satisfies one condition, but none satisfies both, which the index cannot detect.
  const filter = compileFilter({ items: { a: 1, b: 1 } });
  const matches = Array.from({ length: 1000 }, () => filter.matches(event));
  expect(matches[0]).toBe(false);
  expect(matches.at(-1)).toBe(true);
  expect(matches.indexOf(true)).toBe(10);
});

test('the properties of members count towards the budget', () => {
  const names = Array.from({ length: 190 }, (_, n) => `p${n}`);
  // The first hundred members satisfy all conditions but the last. The last member satisfies that one, but not the
  // first.
  const member = Object.fromEntries(names.map((name) => [name, name === 'p189' ? 0 : 1]));
  const other = { p0: 0, p189: 1 };
  const event = new EventData(JSON.stringify({ data: { items: [...Array(100).fill(member), other] } }));
  const filter = compileFilter({ items: Object.fromEntries(names.map((name) => [name, 1])) });
  const matches = Array.from({ length: 100 }, () => filter.matches(event));
  expect(matches[0]).toBe(false);
  expect(matches.indexOf(true)).toBe(7);
});
