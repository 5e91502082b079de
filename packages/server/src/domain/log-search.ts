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
   * A search walks through this table in chunks. It has an alias of one letter, and the columns `tenant_id` and `mode`.
   */
  walked: WalkedTable;
  /** If set, the chunks consist of this table's rows, each of which belongs to a row of `walked`. */
  each?: WalkedRows;
  /** The statement up to its `where`. It selects at least the columns of `key`. */
  select: string;
  /** For rows with large bodies: `select` with a single column `size`, in bytes. */
  measure?: string;
  /**
   * The sort columns, newest first. The database needs an index on the tenant and mode, or on the columns of `where`,
   * followed by the first sort column.
   */
  key: readonly string[];
  filters: Record<string, LogFilter>;
  /** Maps the name of a filter to a column of `walked` that must have the filter's value. */
  scope?: Record<string, string>;
  /** A condition that is tested once, before any row is read. It depends only on the tenant, the mode and `where`. */
  requires?(placeOf: FilterContext['placeOf']): string;
  /**
   * Faster ways to read the same list. The first page uses the first way whose `when` returns true. Later pages use the
   * way whose `key` fits the cursor.
   */
  shortcuts?: readonly Shortcut[];
  toResource(row: Row): Resource;
}

type WalkedTable = 'events e' | 'deliveries d' | 'webhooks w';

/** Through which rows a search walks, and what it selects. */
export type LogSearchWay = Pick<
  LogSearchDefinition<never, never>,
  'walked' | 'each' | 'select' | 'measure' | 'key' | 'filters' | 'scope' | 'requires'
>;

interface Shortcut {
  when(filters: Record<string, string>): boolean;
  take: LogSearchWay;
}

/** A second table that is read in chunks. Its partial index begins with the columns in `of`. */
interface WalkedRows {
  table: string;
  /** Joins the rows of `table` with those of `walked`. */
  of: string;
  /** The partial index's condition. Statements repeat it, so that the index is used. */
  only: string;
  /** Maps a column of `where` to the column of `walked` that has the same value. */
  columns: Record<string, string>;
}

export interface SearchScope extends Scope {
  budget?: SearchBudget;
}

/**
 * Reads lists that grow without limit. A page holds what was found within its budget, so it may be short or empty
 * although more pages follow.
 */
export class LogSearch<Row extends object, Resource> {
  readonly query: Type.TUnsafe<ListQuery>;
  readonly #definition: LogSearchDefinition<Row, Resource>;

  constructor(definition: LogSearchDefinition<Row, Resource>) {
    this.#definition = definition;
    this.query = listQuery(definition.filters);
  }

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

/** A value for each column of the key, or only for the first one. Undefined if the client has sent anything else. */
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
