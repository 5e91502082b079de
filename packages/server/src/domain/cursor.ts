import { Failure } from '../platform/failure.ts';

/** The position where the next page begins. It contains no tenant: only the credentials decide whose rows are read. */
export interface Cursor {
  list: string;
  filters: Record<string, string>;
  /**
   * The sort column's value and the id of the last row. For a log search: 0, and the position as JSON. For a list that
   * is defined in code: 0, and the id.
   */
  after: [number, string];
}

export const sealCursor = ({ list, filters, after }: Cursor): string =>
  Buffer.from(JSON.stringify([list, filters, ...after])).toString('base64url');

/**
 * Throws INVALID_PARAMETERS if the cursor is malformed, belongs to another list, or has a filter that is not in
 * `names`.
 */
export function openCursor(
  text: string,
  { list, names }: { list: string; names: readonly string[] },
): Cursor {
  const parts = parse(text);
  if (!Array.isArray(parts)) throw unknownCursor();
  const [from, filters, order, id] = parts as unknown[];
  if (from !== list || !Number.isSafeInteger(order) || !isText(id) || !isTexts(filters, names)) {
    throw unknownCursor();
  }
  return { list, filters, after: [order as number, id] };
}

export const unknownCursor = (): Failure =>
  new Failure('INVALID_PARAMETERS', 'cursor: pass the `nextCursor` of a page of this list, unchanged.');

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Whether a value is text that can be stored: PostgreSQL accepts no NUL, and UTF-8 cannot encode half of a surrogate
 * pair.
 */
export const isText = (value: unknown): value is string =>
  typeof value === 'string' && !value.includes('\0') && value.isWellFormed();
const isTexts = (value: unknown, names: readonly string[]): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([name, text]) => names.includes(name) && isText(text));
