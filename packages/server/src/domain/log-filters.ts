import { type DeliveryState, deliveryStates } from '@winkwire/contract/delivery-states';
import { oneOf } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { escapeBeyond } from '../platform/ascii-json.ts';
import type { Store, Value } from '../store/store.ts';
import { byDay, type Filter, ofAccount, ofSource, ofUser } from './filters.ts';
import { firstEventIdAt } from './portal-time.ts';

type Engine = Store['engine'];

interface FilterContext {
  engine: Engine;
  /** The value as the client wrote it; its placeholder in the statement is `place`. */
  text: string;
  /** Makes a placeholder for another value. */
  bind(value: Value): string;
}

/** One filter of a search in the log: what a client may write, and the condition that it becomes. */
export interface LogFilter {
  schema: Type.TSchema;
  value(text: string): Value;
  sql(place: string, context: FilterContext): string;
  /** What it is on the rows that are walked, where an index serves that. */
  walks?(place: string, context: FilterContext): string;
}

/** Its condition is on the rows that are walked. */
export const walking = (filter: LogFilter): LogFilter => ({ ...filter, walks: filter.sql });

/** A filter of any list, on a column of the log. */
const on = (column: string, filter: Filter): LogFilter => ({
  schema: filter.schema,
  value: filter.value,
  sql: (place) => `${column} ${filter.operator} ${place}`,
});

const described = (schema: Type.TSchema, description: string) => ({ ...schema, description });
const word = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });

export const is = (column: string, description: string): LogFilter => ({
  schema: word(description),
  value: (text) => text,
  sql: (place) => `${column} = ${place}`,
});

/** HTTP status. A cursor may bring anything: no answer has that. */
export const hasStatus = (column: string, description: string): LogFilter => ({
  schema: Type.Integer({ minimum: 100, maximum: 599, description }),
  value: (text) => (/^\d{3}$/.test(text) ? Number(text) : 0),
  sql: (place) => `${column} = ${place}`,
});

export const hasState = (description: string, sql: (place: string) => string): LogFilter => ({
  schema: oneOf(deliveryStates, { description }),
  value: (text) => (text as DeliveryState).toLowerCase(),
  sql,
});

/** What an event names: its user, and its account or archive, which has an older name. */
export const ofSubject = (alias: string) => ({
  userId: on(`${alias}.user_id`, ofUser),
  sourceId: on(`${alias}.source_id`, ofSource),
  accountId: on(`${alias}.source_id`, ofAccount),
});

/** Days over a column of milliseconds. What happens to an event happens after it, so later events need no look. */
export function onDays(column: string, eventId: string, what: string) {
  const { startDate, endDate } = byDay(column);
  const after: LogFilter = {
    schema: described(startDate.schema, `${what} from the beginning of this day, UTC.`),
    value: startDate.value,
    sql: (place) => `${column} >= ${place}`,
  };
  const before: LogFilter = {
    schema: described(endDate.schema, `${what} to the end of this day, UTC.`),
    value: (text) => firstEventIdAt(Number(endDate.value(text))),
    sql: (place, { text }) => `${eventId} < ${place} and ${column} < ${Number(endDate.value(text))}`,
    walks: (place) => `${eventId} < ${place}`,
  };
  return { startDate: after, endDate: before };
}

/**
 * In any of the columns, whatever the case of the letters A to Z. Letters beyond them are told apart by their case:
 * SQLite folds no others, and PostgreSQL others in each locale. Bodies hold such letters escaped, those of before raw.
 */
export const containing = (
  description: string,
  condition: (contains: (column: string) => string) => string,
): LogFilter => ({
  schema: Type.String({ minLength: 2, maxLength: 200, description }),
  value: patternOf,
  sql: (place, { engine, text, bind }) => {
    const escaped = escapeBeyond(text);
    const places = escaped === text ? [place] : [place, bind(patternOf(escaped))];
    return condition((column) => {
      const tests = places.map((each) => `${folded(column, engine)} like ${each} escape '\\'`);
      return `(${tests.join(' or ')})`;
    });
  },
});

const patternOf = (text: string): string => `%${foldAscii(text).replace(/[\\%_]/g, '\\$&')}%`;

const foldAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

const folded = (column: string, engine: Engine): string =>
  ({ sqlite: `lower(${column})`, postgres: `lower(${column} collate "C")` })[engine];
