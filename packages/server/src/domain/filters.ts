import Type from 'typebox';
import { Failure } from '../failure.ts';
import type { Value } from '../store/store.ts';

/** One filter of a list: what a client may write, and what it narrows. */
export interface Filter {
  schema: Type.TSchema;
  column: string;
  operator: '=' | '>=' | '<' | '<=' | 'like';
  value(text: string): Value;
}

const word = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });
const day = (description: string) => Type.String({ format: 'date', description, examples: ['2026-04-21'] });

const oneDay = 24 * 60 * 60 * 1000;

/** Rows whose column is exactly what the client wrote. */
export const equals = (column: string, description: string): Filter => ({
  schema: word(description),
  column,
  operator: '=',
  value: (text) => text,
});

export const ofUser = equals('user_id', 'Only what belongs to this user.');
export const ofSource = equals('source_id', 'Only what came from this account or archive.');
/** The older name of `sourceId`. */
export const ofAccount: Filter = {
  ...equals('source_id', 'Only what came from this account.'),
  schema: Type.String({
    minLength: 1,
    maxLength: 200,
    deprecated: true,
    description: 'The older name of `sourceId`.',
  }),
};

/** `startDate` and `endDate`, both days included, over a column of milliseconds. */
export const byDay = (column: string): { startDate: Filter; endDate: Filter } => ({
  startDate: {
    schema: day('From the beginning of this day, UTC.'),
    column,
    operator: '>=',
    value: startOfDay,
  },
  endDate: {
    schema: day('To the end of this day, UTC.'),
    column,
    operator: '<',
    value: (text) => startOfDay(text) + oneDay,
  },
});

/** The same over a column that holds days as text. */
export const byItemDay = (column: string): { startDate: Filter; endDate: Filter } => ({
  startDate: { schema: day('From this day on.'), column, operator: '>=', value: checkedDay },
  endDate: { schema: day('To this day, included.'), column, operator: '<=', value: checkedDay },
});

const month = (description: string) =>
  Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description, examples: ['2026-04'] });

/** `startMonth` and `endMonth` over a column that holds months as text. */
export const byItemMonth = (column: string): { startMonth: Filter; endMonth: Filter } => ({
  startMonth: { schema: month('From this month on.'), column, operator: '>=', value: (text) => text },
  endMonth: { schema: month('To this month, included.'), column, operator: '<=', value: (text) => text },
});

/** A cursor brings texts that no schema has seen, so dates are checked where they are read. */
function startOfDay(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new Failure('INVALID_PARAMETERS', 'A date has the form YYYY-MM-DD.');
  return at;
}

function checkedDay(text: string): string {
  startOfDay(text);
  return text;
}
