import { Failure } from '../platform/failure.ts';

/** Deeper than any resource; whatever follows a value by recursion ends long before the stack does. */
const deepest = 64;

/** Throws INVALID_PARAMETERS for what no operation takes. Answers how many values there are, itself included. */
export function vetContent(value: unknown, depth = 0): number {
  if (typeof value === 'string') vetText(value);
  // JSON writes an infinity as null.
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Failure('INVALID_PARAMETERS', 'A number is too large.');
  if (typeof value !== 'object' || value === null) return 1;
  if (depth > deepest)
    throw new Failure('INVALID_PARAMETERS', `The body is nested deeper than ${deepest} levels.`);
  let values = 1;
  if (Array.isArray(value)) {
    for (const part of value) values += vetContent(part, depth + 1);
    return values;
  }
  // Not Object.entries: a large body would be copied to be looked at.
  for (const name in value) {
    vetText(name);
    values += vetContent((value as Record<string, unknown>)[name], depth + 1);
  }
  return values;
}

/** PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair: neither is taken in. */
function vetText(text: string): void {
  if (text.includes('\0')) throw new Failure('INVALID_PARAMETERS', 'A text holds the character U+0000.');
  if (!text.isWellFormed())
    throw new Failure('INVALID_PARAMETERS', 'A text holds half of a surrogate pair, which is no character.');
}
