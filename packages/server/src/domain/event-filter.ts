import type { EventData, ValuesAt } from './event-data.ts';

/**
 * A filter on an event's `data`. The data must match every property that the filter names:
 * - A scalar in the filter matches an equal value.
 * - A list in the filter matches a value that is one of its members.
 * - An object in the filter matches an object by the same rules.
 *
 * A list in the data matches when one of its members does.
 *
 * `{ "sourceType": ["ACCOUNT"], "providers": "upwork" }`
 */
export interface EventFilter {
  [property: string]: FilterValue;
}

type Scalar = string | number | boolean | null;
export type FilterValue = Scalar | Scalar[] | EventFilter;

/*
 * How the cost of filters is bounded:
 *
 * 1. A list in a filter is a set, so one lookup compares a value with all of it.
 * 2. Each part of a filter is compared only with values at its own path.
 * 3. Large data is indexed by path, once for all filters. A filter that cannot match then fails after few lookups.
 * 4. Conditions on different members of a list need a search, with a budget for each event. When it is spent, the event
 *    is delivered: expensive filters of others must not make an endpoint miss events.
 */

export interface CompiledFilter {
  /** The number of values and objects in the filter. */
  size: number;
  matches(data: EventData): boolean;
}

export function compileFilter(filter: EventFilter): CompiledFilter {
  const node = compileObject(filter);
  return {
    size: sizeOf(node),
    matches: (data) =>
      (!data.isLarge || mayMatch(node, data.paths)) &&
      matchesObject(
        node,
        data.value,
        walkThat((steps) => data.spend(steps)),
      ),
  };
}

type Node = ReadonlySet<unknown> | ObjectNode;
type ObjectNode = readonly (readonly [property: string, wanted: Node])[];

const compileObject = (filter: EventFilter): ObjectNode =>
  Object.entries(filter).map(([property, wanted]) => [property, compileValue(wanted)] as const);

function compileValue(wanted: FilterValue): Node {
  if (Array.isArray(wanted)) return new Set<unknown>(wanted);
  return typeof wanted === 'object' && wanted !== null ? compileObject(wanted) : new Set<unknown>([wanted]);
}

function sizeOf(node: Node): number {
  return isSet(node) ? node.size : node.reduce((sum, [, wanted]) => sum + sizeOf(wanted), 1);
}

const isSet = (node: Node): node is ReadonlySet<unknown> => node instanceof Set;

/** Only values inside lists are counted. Outside of lists, the filter's size limits the work. */
interface Walk {
  /** Counts values that are about to be examined. False if they exceed the limit. */
  spend(steps: number): boolean;
  isInList: boolean;
  inList: Walk;
}

function walkThat(spend: Walk['spend']): Walk {
  const inList = { spend, isInList: true } as Walk;
  inList.inList = inList;
  return { spend, isInList: false, inList };
}

const unlimited = walkThat(() => true);

function matchesObject(node: ObjectNode, value: unknown, walk: Walk): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (const [property, wanted] of node) {
    if (walk.isInList && !walk.spend(1)) return true;
    if (!matchesValue(wanted, ownValue(value, property), walk)) return false;
  }
  return true;
}

function matchesValue(wanted: Node, value: unknown, walk: Walk): boolean {
  if (Array.isArray(value)) {
    const { inList } = walk;
    return !inList.spend(value.length) || value.some((member) => matchesValue(wanted, member, inList));
  }
  return isSet(wanted) ? wanted.has(value) : matchesObject(wanted, value, walk);
}

const ownValue = (object: object, property: string): unknown =>
  Object.hasOwn(object, property) ? (object as Record<string, unknown>)[property] : undefined;

/** If false, the filter cannot match. If true, the values may still belong to different members of a list. */
function mayMatch(node: Node, values: ValuesAt | undefined): boolean {
  if (!values) return false;
  if (isSet(node)) return values.hasAnyOf(node);
  return values.hasObject && node.every(([property, wanted]) => mayMatch(wanted, values.at(property)));
}

export interface Mismatch {
  /** Such as `data.sourceType`. */
  path: string;
  wanted: FilterValue;
  found: unknown;
}

/** The first property that does not match, if any. */
export function findMismatch(filter: EventFilter, data: unknown, path = 'data'): Mismatch | undefined {
  if (matchesObject(compileObject(filter), data, unlimited)) return undefined;
  for (const [property, wanted] of Object.entries(filter)) {
    const inside = `${path}.${property}`;
    const found = isObject(data) && Object.hasOwn(data, property) ? data[property] : undefined;
    if (matchesValue(compileValue(wanted), found, unlimited)) continue;
    const isDeeper = isObject(wanted) && isObject(found);
    return isDeeper ? findMismatch(wanted, found, inside) : { path: inside, wanted, found };
  }
  return { path, wanted: filter, found: data };
}

const isObject = <Value>(value: Value): value is Value & Record<string, never> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
