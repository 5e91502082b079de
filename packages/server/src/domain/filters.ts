import { longestTime, readDay, readTime, timeForm } from '@winkwire/contract/read-time';
import Type from 'typebox';
import { dayMs, secondMs } from '../platform/durations.ts';
import { Failure } from '../platform/failure.ts';
import type { Value } from '../store/store.ts';

export interface Filter {
  schema: Type.TSchema;
  column: string;
  operator: '=' | '>=' | '<' | '<=' | 'like';
  value(text: string): Value;
}

const word = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });
const when = (description: string) =>
  Type.String({
    format: 'date-time',
    maxLength: longestTime,
    description: `${description} The value is a date or an RFC 3339 timestamp.`,
    examples: ['2026-04-21', '2026-04-21T09:30:00Z'],
  });

export const equals = (column: string, description: string): Filter => ({
  schema: word(description),
  column,
  operator: '=',
  value: (text) => text,
});

export const ofUser = equals('user_id', 'Only items of this user.');
export const ofSource = equals('source_id', 'Only items from this account or archive.');
export const ofAccount: Filter = {
  ...equals('source_id', 'Only items from this account.'),
  schema: Type.String({
    minLength: 1,
    maxLength: 200,
    deprecated: true,
    description: 'The legacy name of `sourceId`.',
  }),
};

/** Filters for a column in milliseconds since 1970. The range includes both `startDate` and `endDate`. */
export const byDay = (column: string): { startDate: Filter; endDate: Filter } => ({
  startDate: {
    schema: when('Only items from this time on. A date without a time means the start of that day in UTC.'),
    column,
    operator: '>=',
    value: timeOf,
  },
  endDate: {
    schema: when('Only items until this time. A date without a time means the end of that day in UTC.'),
    column,
    operator: '<',
    value: endOf,
  },
});

/** Filters for a column with days as text. If a value is a time, its day in UTC is used. */
export const byItemDay = (column: string): { startDate: Filter; endDate: Filter } => ({
  startDate: { schema: when('Only items from this day on.'), column, operator: '>=', value: dayOf },
  endDate: { schema: when('Only items until this day, inclusive.'), column, operator: '<=', value: dayOf },
});

const month = (description: string) =>
  Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', maxLength: 7, description, examples: ['2026-04'] });

/** Filters for a column with months as text. */
export const byItemMonth = (column: string): { startMonth: Filter; endMonth: Filter } => ({
  startMonth: {
    schema: month('The first month of the range, in the form YYYY-MM.'),
    column,
    operator: '>=',
    value: (text) => text,
  },
  endMonth: {
    schema: month('The last month of the range, in the form YYYY-MM.'),
    column,
    operator: '<=',
    value: (text) => text,
  },
});

/** The value is validated here, because it may come from a cursor, which no schema has checked. */
function timeOf(text: string): number {
  const at = readTime(text);
  if (at === undefined) throw new Failure('INVALID_PARAMETERS', `A date has to be ${timeForm}.`);
  return at;
}

/** The first millisecond after the range. A time stands for its whole second, as resources show it. */
function endOf(text: string): number {
  const at = timeOf(text);
  return readDay(text) === undefined ? (Math.floor(at / secondMs) + 1) * secondMs : at + dayMs;
}

const dayOf = (text: string): string => new Date(timeOf(text)).toISOString().slice(0, 10);
