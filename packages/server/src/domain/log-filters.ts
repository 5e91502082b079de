import { type DeliveryState, deliveryStates } from '@winkwire/contract/delivery-states';
import { httpStatus, oneOf } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { escapeBeyond } from '../platform/ascii-json.ts';
import type { Store, Value } from '../store/store.ts';
import { aboutSource, aboutUser } from './about-subject.ts';
import { byDay, type Filter, ofAccount, ofSource, ofUser } from './filters.ts';
import { lowerAscii } from './lower-ascii.ts';
import { firstEventIdAt } from './portal-time.ts';

type Engine = Store['engine'];

export interface FilterContext {
  engine: Engine;
  /** The filter's value, as the client sent it. */
  text: string;
  /** Binds a value and returns its placeholder. */
  bind(value: Value): string;
  /** The placeholder for a column's required value: the tenant, the mode, or a value of `where`. */
  placeOf(column: string): string;
}

export interface LogFilter {
  schema: Type.TSchema;
  value(text: string): Value;
  sql(place: string, context: FilterContext): string;
  /** Limits the rows through which a search walks. Absent if no index supports the condition. */
  walks?(place: string, context: FilterContext): string;
  /** Whether an index supports this value. By default, an index supports all values. */
  isIndexed?(text: string, engine: Engine): boolean;
}

export const walking = (filter: LogFilter): LogFilter => ({ ...filter, walks: filter.sql });

/**
 * Removes the conditions that limit the rows through which a search walks. No index supports them in the order of
 * sequences, so a single statement could read all rows.
 */
export const notWalking = (filters: Record<string, LogFilter>): Record<string, LogFilter> =>
  Object.fromEntries(Object.entries(filters).map(([name, { walks: _, ...filter }]) => [name, filter]));

/** SQL that tests whether the webhook of `deliveries d` belongs to the mode of the search. */
export const isOfMode = (placeOf: FilterContext['placeOf']): string => `exists (
  select 1 from webhooks own where own.tenant_id = ${placeOf('d.tenant_id')} and own.mode = ${placeOf('d.mode')}
    and own.id = ${placeOf('d.webhook_id')})`;

/** Applies a filter of `filters.ts` to a column of the log. */
const on = (column: string, filter: Filter): LogFilter => ({
  schema: filter.schema,
  value: filter.value,
  sql: (place) => `${column} ${filter.operator} ${place}`,
});

const described = (schema: Type.TSchema, description: string) => ({ ...schema, description });

/** `what` is the first word of both descriptions, such as `Created`. */
export const ofPeriod = (what: string): { start: string; end: string } => ({
  start: `${what} at or after this time. A date without a time means the start of that day in UTC.`,
  end: `${what} at or before this time. A date without a time means the end of that day in UTC.`,
});

const word = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });

export const is = (column: string, description: string): LogFilter => ({
  schema: word(description),
  value: (text) => text,
  sql: (place) => `${column} = ${place}`,
});

/** A cursor may contain an invalid status. It becomes 0, which no response has. */
export const hasStatus = (column: string, description: string): LogFilter => ({
  schema: httpStatus(description),
  value: (text) => (/^\d{3}$/.test(text) ? Number(text) : 0),
  sql: (place) => `${column} = ${place}`,
});

/** Whether an index contains the deliveries in this state. It contains only RETRYING and FAILED ones, which are few. */
export const isFailureState = (state: string | undefined): boolean =>
  state === 'RETRYING' || state === 'FAILED';

/**
 * `|| ''` keeps PostgreSQL from reading all events to find the few that have a failed delivery. With 700,000 newer
 * events, that took 650 ms.
 */
export const eventOfFailure = `join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id || ''`;

/** Whether the webhook of `deliveries d` still exists. */
export const isLive = `exists (
  select 1 from webhooks live
  where live.tenant_id = d.tenant_id and live.id = d.webhook_id and live.deleted_at is null)`;

/** Filters by whether a delivery's webhook still exists. The statement must use the alias `d` for `deliveries`. */
export const ofLiveWebhooks: LogFilter = {
  schema: Type.Boolean({
    description:
      'If true, only items of webhooks that still exist. If false, only items of deleted webhooks.',
  }),
  value: (text) => (text === 'true' ? 1 : 0),
  sql: (place) => `case when ${isLive} then 1 else 0 end = ${place}`,
};

/** Whether a delivery in this state has another attempt ahead, unless its webhook is deleted. */
export const isOpenState = (state: string | undefined): boolean =>
  state === 'RETRYING' || state === 'WAITING';

/** Finds no pending or retrying deliveries of deleted webhooks, because they are never attempted again. */
export function hasState(
  description: string,
  condition: (state: string) => string = (state) => state,
): LogFilter {
  const stateOf = (place: string, text: string) =>
    `d.${isFailureState(text) ? 'failure_state' : 'state'} = ${place}`;
  const sql: LogFilter['sql'] = (place, { text }) =>
    condition(`${stateOf(place, text)}${isOpenState(text) ? ` and ${isLive}` : ''}`);
  return {
    schema: oneOf(deliveryStates, { description }),
    value: (text) => (text as DeliveryState).toLowerCase(),
    sql,
    walks: (place, { text }) => condition(stateOf(place, text)),
    isIndexed: isFailureState,
  };
}

/** A source has two filters: `sourceId`, and the legacy `accountId`. */
export const ofSubject = (alias: string) => ({
  userId: on(`${alias}.user_id`, ofUser),
  sourceId: on(`${alias}.source_id`, ofSource),
  accountId: on(`${alias}.source_id`, ofAccount),
});

const searched = (place: string, { engine, placeOf }: FilterContext) => ({
  engine,
  tenant: placeOf('e.tenant_id'),
  mode: placeOf('e.mode'),
  subject: place,
});

/** On PostgreSQL, the index begins with the user's bucket, so it cannot find events by source alone. */
const ofSourceOnSqlite = (filter: LogFilter): LogFilter => ({
  ...walking({
    ...filter,
    sql: (place, context) => aboutSource(searched(place, context), context.text),
  }),
  isIndexed: (_, engine) => engine === 'sqlite',
});

/** These filters use an index. They work only in a statement that reads `events e`. */
export const ofIndexedSubject = {
  userId: walking({
    ...ofSubject('e').userId,
    sql: (place, context) => aboutUser(searched(place, context), context.text),
  }),
  sourceId: ofSourceOnSqlite(ofSubject('e').sourceId),
  accountId: ofSourceOnSqlite(ofSubject('e').accountId),
};

/**
 * Filters by days or times, on a column in milliseconds since 1970. A row is never older than its event. The search
 * therefore skips events that are newer than the range.
 */
export function onDays(column: string, eventId: string, what: string) {
  const { startDate, endDate } = byDay(column);
  const after: LogFilter = {
    schema: described(startDate.schema, ofPeriod(what).start),
    value: startDate.value,
    sql: (place) => `${column} >= ${place}`,
  };
  const before: LogFilter = {
    schema: described(endDate.schema, ofPeriod(what).end),
    value: (text) => firstEventIdAt(Number(endDate.value(text))),
    sql: (place, { text }) => `${eventId} < ${place} and ${column} < ${Number(endDate.value(text))}`,
    walks: (place) => `${eventId} < ${place}`,
  };
  return { startDate: after, endDate: before };
}

/** Filters by days or times. The list has to be sorted by the column, or the column has to have an index. */
export function onTimes(column: string, what: string) {
  const { startDate, endDate } = byDay(column);
  const since = (filter: Filter, description: string): LogFilter => ({
    ...on(column, filter),
    schema: described(filter.schema, description),
  });
  return {
    startDate: since(startDate, ofPeriod(what).start),
    endDate: since(endDate, ofPeriod(what).end),
  };
}

/** Filters by the time of events. Event ids are in the order of time, so an index supports this condition. */
export function ofEventsSince(eventId: string) {
  const { startDate, endDate } = byDay('');
  const since = (operator: '>=' | '<', of: Filter, description: string): LogFilter =>
    walking({
      schema: described(of.schema, description),
      value: (text) => firstEventIdAt(Number(of.value(text))),
      sql: (place) => `${eventId} ${operator} ${place}`,
    });
  return {
    eventStartDate: since(
      '>=',
      startDate,
      'Only entries about events that happened at or after this day or time.',
    ),
    eventEndDate: since(
      '<',
      endDate,
      'Only entries about events that happened at or before this day or time.',
    ),
  };
}

/**
 * Ignores the case of A to Z only, as SQLite does. New bodies contain non-ASCII characters as JSON escapes, and old
 * bodies contain them unescaped. The filter finds both.
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
      const tests = places.map((each) => `${lowerAscii(column, engine)} like ${each} escape '\\'`);
      return `(${tests.join(' or ')})`;
    });
  },
});

const patternOf = (text: string): string => `%${foldAscii(text).replace(/[\\%_]/g, '\\$&')}%`;

const foldAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
