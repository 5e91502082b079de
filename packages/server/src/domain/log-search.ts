// biome-ignore-all lint/style/noNonNullAssertion: only known filters are accepted
import type { Page } from '@winkwire/contract/schema/envelope';
import type Type from 'typebox';
import type { Caller } from '../platform/caller.ts';
import type { Store, Value } from '../store/store.ts';
import { isText, openCursor, sealCursor, unknownCursor } from './cursor.ts';
import { defaultPageSize, type ListQuery, listQuery, type Scope, type Where } from './listing.ts';
import type { FilterContext, LogFilter } from './log-filters.ts';
import { type Key, type LogScan, type SearchBudget, scanLog } from './scan-log.ts';

export interface LogSearchDefinition<Row, Resource> {
  list: string;
  /**
   * The table whose rows a search walks through, in chunks. The table has an alias of one letter, and the
   * columns `tenant_id` and `mode`.
   */
  walked: WalkedTable;
  /**
   * A second table. If it is set, the chunks consist of its rows, and not of rows of `walked`. Each row of the second
   * table belongs to a row of `walked`.
   */
  each?: WalkedRows;
  /**
   * The beginning of the statement that reads a page, up to its `where`. It selects at least the columns of
   * `key`.
   */
  select: string;
  /**
   * Set if rows may have large bodies. This statement is the same as `select`, but its only column is `size`, the
   * number of bytes in a row's bodies.
   */
  measure?: string;
  /**
   * The columns by which the list is sorted, newest first. The database needs an index that begins with the
   * tenant and mode, or with the columns of `where`, and continues with the first column of `key`.
   */
  key: readonly string[];
  filters: Record<string, LogFilter>;
  /**
   * Maps the name of a filter to a column of `walked`. If the filter is set, the column must have the filter's value,
   * as if the column were in `where`.
   */
  scope?: Record<string, string>;
  /**
   * A condition that depends only on the tenant, the mode and `where`. The database tests it once, before it reads any
   * rows.
   */
  requires?(placeOf: FilterContext['placeOf']): string;
  /**
   * Other ways to read the same list with the same filters. Each way reads fewer rows when certain filters are set. A
   * first page is read by the first shortcut whose `when` returns true.
   *
   * Later pages are read in a way that has the key of the cursor. So if the cursor is of an earlier version without the
   * shortcut, the list is continued without the shortcut.
   */
  shortcuts?: readonly Shortcut[];
  toResource(row: Row): Resource;
}

type WalkedTable = 'events e' | 'deliveries d' | 'webhooks w';

/** One way to read a list: the rows through which a search walks, and what the search selects. */
export type LogSearchWay = Pick<
  LogSearchDefinition<never, never>,
  'walked' | 'each' | 'select' | 'measure' | 'key' | 'filters' | 'scope' | 'requires'
>;

interface Shortcut {
  when(filters: Record<string, string>): boolean;
  take: LogSearchWay;
}

/**
 * A second table whose rows are read in chunks. It has a partial index. This index begins with the columns of `table`
 * that are named in `of`.
 */
interface WalkedRows {
  table: string;
  /** The condition that joins the rows of `table` with those of `walked`. */
  of: string;
  /**
   * The condition of the table's partial index. Statements repeat the condition, so that the database uses the
   * index.
   */
  only: string;
  /** Maps a column of `where` to the column of `walked` that has the same value. */
  columns: Record<string, string>;
}

export interface SearchScope extends Scope {
  budget?: SearchBudget;
}

/**
 * Reads the lists that grow without limit: events, deliveries and attempts. A page contains what was found within the
 * search's budget. So a page may be short or empty although more pages follow.
 */
export class LogSearch<Row extends object, Resource> {
  /** The schema for the operation's `query`. */
  readonly query: Type.TUnsafe<ListQuery>;
  readonly #definition: LogSearchDefinition<Row, Resource>;

  constructor(definition: LogSearchDefinition<Row, Resource>) {
    this.#definition = definition;
    this.query = listQuery(definition.filters);
  }

  /**
   * Reads one page. If the query has a cursor, the filters of the first page come from the cursor, and those in
   * the query are ignored.
   */
  async page(
    store: Pick<Store, 'all' | 'engine' | 'get' | 'run'>,
    { where = {}, budget, ...caller }: SearchScope,
    query: ListQuery,
  ): Promise<Page<Resource>> {
    const { filters: known, toResource } = this.#definition;
    const list = [this.#definition.list, ...Object.values(where)].join(' ');
    const names = Object.keys(known);
    const start = query.cursor === undefined ? undefined : openCursor(query.cursor, { list, names });
    const filters = start?.filters ?? givenTexts(query, names);
    const { way, after } = this.#wayOf(filters, start?.after[1]);
    const { key, measure } = way;
    const found = await scanLog<Row>(
      store,
      {
        walked: walkedOf(way, { store, caller, where, filters, walking: true }),
        select: selectOf(way, { store, caller, where, filters, walking: false }),
        key,
        measure,
      },
      {
        size: query.size ?? defaultPageSize,
        ...(after ? { after } : {}),
        ...(budget ? { budget } : {}),
      },
    );
    const nextCursor = found.next
      ? sealCursor({ list, filters, after: [0, JSON.stringify(found.next)] })
      : null;
    return { nextCursor, items: found.rows.map(toResource) };
  }

  /** Chooses how to read the list. `position` is the key in the cursor. */
  #wayOf(filters: Record<string, string>, position?: string): { way: LogSearchWay; after?: Key } {
    const shortcuts = this.#definition.shortcuts?.filter(({ when }) => when(filters)) ?? [];
    const ways: LogSearchWay[] = [...shortcuts.map(({ take }) => take), this.#definition];
    if (position === undefined) return { way: ways[0]! };
    for (const way of ways) {
      const after = readKey(position, way.key);
      if (after) return { way, after };
    }
    throw unknownCursor();
  }
}

interface Conditions {
  store: Pick<Store, 'engine'>;
  caller: Caller;
  where: Where;
  filters: Record<string, string>;
  walking: boolean;
}

function walkedOf(way: LogSearchWay, of: Conditions): LogScan['walked'] {
  const { each, walked } = way;
  const { own, filtering, parameters } = conditionsOf(way, of);
  const sql = `from ${walked}`;
  if (!each) return { sql, conditions: [...own, ...filtering], parameters };
  const inner = { sql: `from ${each.table}`, conditions: [each.of, each.only, ...filtering] };
  return { sql, conditions: own, parameters, each: inner };
}

function selectOf(way: LogSearchWay, of: Conditions): LogScan['select'] {
  const { own, filtering, parameters } = conditionsOf(way, of);
  const only = way.each ? [way.each.only] : [];
  return { sql: way.select, conditions: [...own, ...only, ...filtering], parameters };
}

function conditionsOf(
  { each, walked, filters: known, scope: columns = {}, requires }: LogSearchWay,
  { store: { engine }, caller, where, filters, walking }: Conditions,
): { own: string[]; filtering: string[]; parameters: Value[] } {
  const alias = walked.slice(-1);
  const parameters: Value[] = [];
  const bind = (value: Value): string => `$${parameters.push(value)}`;
  const scope = { [`${alias}.tenant_id`]: caller.tenantId, [`${alias}.mode`]: caller.mode, ...where };
  for (const [name, column] of Object.entries(columns)) scope[column] = filters[name]!;
  const places = new Map(Object.entries(scope).map(([column, value]) => [column, bind(value)]));
  const own = [...places].map(([column, place]) => `${each?.columns[column] ?? column} = ${place}`);
  const placeOf = (column: string): string => places.get(column)!;
  if (requires) own.push(requires(placeOf));
  const others = Object.entries(filters).filter(([name]) => !(name in columns));
  const filtering = others.flatMap(([name, text]) => {
    const filter = known[name]!;
    const isIndexed = filter.isIndexed?.(text, engine) ?? true;
    const sql = walking ? isIndexed && filter.walks : filter.sql;
    return sql ? [sql(bind(filter.value(text)), { engine, text, bind, placeOf })] : [];
  });
  return { own, filtering, parameters };
}

function givenTexts(query: ListQuery, names: readonly string[]): Record<string, string> {
  const given = names.filter((name) => query[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, String(query[name])]));
}

/**
 * Reads a position from a cursor: a value for each column of the key, or only for the first column. The values are
 * checked, because a client may send anything. Undefined if they are not a position in a list with this key.
 */
function readKey(text: string, columns: readonly string[]): Key | undefined {
  const parts = parse(text);
  const isKey =
    Array.isArray(parts) &&
    (parts.length === 1 || parts.length === columns.length) &&
    parts.every((part, index) => (isNumeric(columns[index]!) ? Number.isSafeInteger(part) : isText(part)));
  return isKey ? (parts as unknown as Key) : undefined;
}

const isNumeric = (column: string): boolean => /\.(sequence|number|started_at)$/.test(column);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
