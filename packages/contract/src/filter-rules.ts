/*
 * Every event is compared with all filters while it is stored. The next events wait for this, so filters must be small.
 */

/** The maximum length of the filter as JSON. */
export const longestFilter = 8192;
/** The maximum number of values in a filter. Each member of a list counts as one value. */
export const mostFilterValues = 200;
/** The maximum depth of a filter. A filter without nested objects has the depth 1. */
export const deepestFilter = 8;

/** Describes what is wrong with a filter. Undefined if the filter is valid. */
export function filterProblem(filter: Readonly<Record<string, unknown>>): string | undefined {
  const { length } = JSON.stringify(filter);
  if (length > longestFilter)
    return `may be at most ${longestFilter} characters of JSON, not ${length}. Register several webhooks, or filter at the receiver`;
  const shape = shapeOf(filter, 1);
  if (typeof shape === 'string') return shape;
  if (shape > mostFilterValues)
    return `may compare with at most ${mostFilterValues} values, not ${shape}. Register several webhooks, or filter at the receiver`;
  return undefined;
}

/** How many values the filter contains, or a description of its mistake. */
function shapeOf(filter: object, depth: number): number | string {
  if (depth > deepestFilter) return `may be at most ${deepestFilter} objects deep`;
  let values = 0;
  for (const [name, wanted] of Object.entries(filter)) {
    const shape = shapeOfValue(name, wanted, depth);
    if (typeof shape === 'string') return shape;
    values += shape;
  }
  return values;
}

function shapeOfValue(name: string, wanted: unknown, depth: number): number | string {
  if (typeof wanted !== 'object' || wanted === null) return 1;
  if (!Array.isArray(wanted)) return shapeOf(wanted, depth + 1);
  const isPlain = wanted.every((member) => typeof member !== 'object' || member === null);
  return isPlain
    ? wanted.length
    : `the list of ${JSON.stringify(name)} may contain strings, numbers, booleans and null, but no objects or lists`;
}
