import { Failure } from '../platform/failure.ts';

/**
 * The maximum depth of a value. No resource is nested more deeply, and recursion to this depth does not overflow the
 * stack.
 */
const deepest = 64;

/** Throws INVALID_PARAMETERS for content that no operation accepts. Returns the number of values. */
export function vetContent(value: unknown, depth = 0): number {
  if (typeof value === 'string') vetText(value);
  // JSON has no Infinity. The number would be stored as null.
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Failure('INVALID_PARAMETERS', 'A number is too large.');
  if (typeof value !== 'object' || value === null) return 1;
  if (depth > deepest)
    throw new Failure('INVALID_PARAMETERS', `A value is nested deeper than ${deepest} levels.`);
  let values = 1;
  if (Array.isArray(value)) {
    for (const part of value) values += vetContent(part, depth + 1);
    return values;
  }
  // `Object.entries` would copy a large body.
  for (const name in value) {
    vetText(name);
    values += vetContent((value as Record<string, unknown>)[name], depth + 1);
  }
  return values;
}

/** Refuses text that cannot be stored: PostgreSQL accepts no NUL, and UTF-8 cannot encode half of a surrogate pair. */
function vetText(text: string): void {
  if (text.includes('\0')) throw new Failure('INVALID_PARAMETERS', 'A string contains the character U+0000.');
  if (!text.isWellFormed())
    throw new Failure(
      'INVALID_PARAMETERS',
      'A string contains half of a surrogate pair, which is not a character.',
    );
}
