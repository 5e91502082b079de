/**
 * A filter on an event's `data`: every property named must match. A scalar matches its equal, a list matches any of
 * its members, an object matches an object by the same rule; a list in the data matches when one of its members does.
 *
 * `{ "sourceType": ["ACCOUNT"], "providers": "upwork" }`
 */
export interface EventFilter {
  [property: string]: FilterValue;
}

type Scalar = string | number | boolean | null;
export type FilterValue = Scalar | Scalar[] | EventFilter;

export function matchesFilter(filter: EventFilter, data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return Object.entries(filter).every(([property, wanted]) =>
    matchesValue(
      wanted,
      Object.hasOwn(data, property) ? (data as Record<string, unknown>)[property] : undefined,
    ),
  );
}

export interface Mismatch {
  /** Such as `data.sourceType`. */
  path: string;
  wanted: FilterValue;
  /** Undefined when the data has no such property. */
  found: unknown;
}

/** The first property that keeps an event's data from matching; undefined when it matches. */
export function findMismatch(filter: EventFilter, data: unknown, path = 'data'): Mismatch | undefined {
  if (matchesFilter(filter, data)) return undefined;
  for (const [property, wanted] of Object.entries(filter)) {
    const inside = `${path}.${property}`;
    const found = isObject(data) && Object.hasOwn(data, property) ? data[property] : undefined;
    if (matchesValue(wanted, found)) continue;
    const isDeeper = isObject(wanted) && isObject(found);
    return isDeeper ? findMismatch(wanted, found, inside) : { path: inside, wanted, found };
  }
  return { path, wanted: filter, found: data };
}

const isObject = <Value>(value: Value): value is Value & Record<string, never> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function matchesValue(wanted: FilterValue, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((member) => matchesValue(wanted, member));
  if (Array.isArray(wanted)) return wanted.some((member) => member === value);
  if (typeof wanted === 'object' && wanted !== null) return matchesFilter(wanted, value);
  return wanted === value;
}
