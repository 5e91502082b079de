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
  /** The value as the client gave it. `place` is its placeholder in the statement. */
  text: string;
  /** Binds another value and returns its placeholder. */
  bind(value: Value): string;
  /** The placeholder of the tenant, of the mode, or of a value that `where` requires. */
  placeOf(column: string): string;
}

/** One filter of a log search: the values it accepts, and the condition it adds. */
export interface LogFilter {
  schema: Type.TSchema;
  value(text: string): Value;
  sql(place: string, context: FilterContext): string;
  /** The condition on the walked rows, where an index supports it. */
  walks?(place: string, context: FilterContext): string;
  /** Which values an index supports. All of them unless given. */
  isIndexed?(text: string): boolean;
}

/** A filter whose condition applies to the walked rows too. */
export const walking = (filter: LogFilter): LogFilter => ({ ...filter, walks: filter.sql });

/** A filter of an ordinary list, applied to a column of the log. */
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

/** An HTTP status. A cursor may contain anything; an invalid value matches no response. */
export const hasStatus = (column: string, description: string): LogFilter => ({
  schema: Type.Integer({ minimum: 100, maximum: 599, description }),
  value: (text) => (/^\d{3}$/.test(text) ? Number(text) : 0),
  sql: (place) => `${column} = ${place}`,
});

/** The states that few deliveries are in, for which there is an index. */
export const isFailureState = (state: string | undefined): boolean =>
  state === 'RETRYING' || state === 'FAILED';

/**
 * The event of one of these few deliveries. PostgreSQL would otherwise merge them with all events from the newest on,
 * which took 650 ms where the newest 700,000 had none; an expression has no order that it could merge by.
 */
export const eventOfFailure = `join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id || ''`;

/** Filters by the state of a delivery. `condition` makes the whole condition from that on `deliveries d`. */
export function hasState(
  description: string,
  condition: (state: string) => string = (state) => state,
): LogFilter {
  const sql: LogFilter['sql'] = (place, { text }) =>
    condition(`d.${isFailureState(text) ? 'failure_state' : 'state'} = ${place}`);
  return {
    schema: oneOf(deliveryStates, { description }),
    value: (text) => (text as DeliveryState).toLowerCase(),
    sql,
    walks: sql,
    isIndexed: isFailureState,
  };
}

/** Filters on an event's user, and on its source under both names. */
export const ofSubject = (alias: string) => ({
  userId: on(`${alias}.user_id`, ofUser),
  sourceId: on(`${alias}.source_id`, ofSource),
  accountId: on(`${alias}.source_id`, ofAccount),
});

/** Days over a column of milliseconds. Nothing happens to an event before it exists, so later events are skipped. */
export function onDays(column: string, eventId: string, what: string) {
  const { startDate, endDate } = byDay(column);
  const after: LogFilter = {
    schema: described(startDate.schema, `${what} from the start of this day in UTC.`),
    value: startDate.value,
    sql: (place) => `${column} >= ${place}`,
  };
  const before: LogFilter = {
    schema: described(endDate.schema, `${what} until the end of this day in UTC.`),
    value: (text) => firstEventIdAt(Number(endDate.value(text))),
    sql: (place, { text }) => `${eventId} < ${place} and ${column} < ${Number(endDate.value(text))}`,
    walks: (place) => `${eventId} < ${place}`,
  };
  return { startDate: after, endDate: before };
}

/** The same over a column that orders the list, or that an index supports. */
export function onTimes(column: string, what: string) {
  const { startDate, endDate } = byDay(column);
  const since = (filter: Filter, description: string): LogFilter => ({
    ...on(column, filter),
    schema: described(filter.schema, description),
  });
  return {
    startDate: since(startDate, `${what} from the start of this day in UTC.`),
    endDate: since(endDate, `${what} until the end of this day in UTC.`),
  };
}

/** A range of ids is a range of time, so these select by when the event happened, and an index supports them. */
export function ofEventsSince(eventId: string) {
  const { startDate, endDate } = byDay('');
  const since = (operator: '>=' | '<', of: Filter, description: string): LogFilter =>
    walking({
      schema: described(of.schema, description),
      value: (text) => firstEventIdAt(Number(of.value(text))),
      sql: (place) => `${eventId} ${operator} ${place}`,
    });
  return {
    eventStartDate: since('>=', startDate, 'Only of events that happened from this day or time on.'),
    eventEndDate: since('<', endDate, 'Only of events that happened until this day or time.'),
  };
}

/**
 * Finds text in any of the columns. Only the letters A to Z match regardless of case, because SQLite folds no others and
 * PostgreSQL folds others by locale. Bodies contain other letters as JSON escapes; bodies of earlier versions contain
 * them unescaped, so both forms are searched.
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
