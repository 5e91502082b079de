import Type from 'typebox';
import { type IdKind, idPattern } from '../ids.ts';
import { longestTime } from '../read-time.ts';

export const text = (minimum: number, maximum: number, options: Type.TStringOptions = {}) =>
  Type.String({ minLength: minimum, maxLength: maximum, ...options });

export const oneOf = <const Values extends readonly string[]>(
  values: Values,
  options: Type.TSchemaOptions = {},
) => Type.Unsafe<Values[number]>({ type: 'string', enum: [...values], ...options });

/** Checked before the pattern, so a very long text costs nothing. */
const longestId = 50;

/** The id of one kind of object, such as `a-` and 32 hex digits. */
export const id = (kind: IdKind, options: Type.TSchemaOptions = {}) =>
  Type.String({ pattern: idPattern(kind), maxLength: longestId, ...options });

export const userId = Type.String({
  pattern: '^[A-Za-z0-9_-]+-[0-9a-f]{32}$',
  maxLength: 100,
  description: 'The id of the user: the id of your tenant, a hyphen and 32 hex digits.',
});

/** The account or archive from which the data comes. Some events call the field `accountId` even for an archive. */
export const sourceId = Type.String({
  pattern: '^(a|archive)-[0-9a-f]{32}$',
  description: 'The account or archive from which the data comes.',
});

export const sourceType = oneOf(['ACCOUNT', 'ARCHIVE'], {
  description: 'Whether `sourceId` is an account or an archive.',
});

export const providerId = text(1, 64, { description: 'The id of the provider.' });

export const providers = Type.Array(providerId, {
  description: 'The ids of the providers that the event is about.',
});

/** The largest integer that is exact as a double. */
export const largestInteger = Number.MAX_SAFE_INTEGER;

/** A whole number. It needs a `maximum` if the database's column cannot hold `largestInteger`. */
export const integer = (
  minimum: number,
  maximum: number = largestInteger,
  options: Type.TSchemaOptions = {},
) => Type.Integer({ minimum, maximum, ...options });

export const count = (description?: string) =>
  integer(0, largestInteger, description === undefined ? {} : { description });

export const httpStatus = (description?: string) =>
  integer(100, 999, description === undefined ? {} : { description });

/** A time or a day in a request. `readTime` parses it. */
export const time = (description: string) =>
  text(1, longestTime, {
    format: 'date-time',
    description: `${description} An RFC 3339 timestamp, or a date, which means the start of that day in UTC.`,
    examples: ['2026-04-21T09:30:00Z'],
  });

/** In UTC and whole seconds. The pattern is stricter than `date-time`: no fractions and no offsets. */
export const dateTime = Type.String({
  format: 'date-time',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$',
});

export const date = Type.String({ format: 'date', description: 'A day, in the form YYYY-MM-DD.' });

export const month = Type.String({
  pattern: '^\\d{4}-(0[1-9]|1[0-2])$',
  description: 'A month, in the form YYYY-MM.',
});

export const country = Type.String({ pattern: '^[A-Z]{2}$', description: 'An ISO 3166 alpha-2 code.' });

export const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code.' });

export const phoneNumber = Type.String({ pattern: '^\\+[1-9]\\d{1,14}$', description: 'E.164 number.' });
