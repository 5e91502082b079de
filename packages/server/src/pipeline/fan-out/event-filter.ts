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

function matchesValue(wanted: FilterValue, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((member) => matchesValue(wanted, member));
  if (Array.isArray(wanted)) return wanted.some((member) => member === value);
  if (typeof wanted === 'object' && wanted !== null) return matchesFilter(wanted, value);
  return wanted === value;
}
