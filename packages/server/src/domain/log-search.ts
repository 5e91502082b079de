// biome-ignore-all lint/style/noNonNullAssertion: only known filters are accepted
import type { Page } from '@winkwire/contract/schema/envelope';
import type Type from 'typebox';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Store, Value } from '../store/store.ts';
import { isText, openCursor, sealCursor } from './cursor.ts';
import { defaultPageSize, type ListQuery, listQuery, type Scope, type Where } from './listing.ts';
import type { LogFilter } from './log-filters.ts';
import { type Key, type SearchBudget, scanLog } from './scan-log.ts';

export interface LogSearchDefinition<Row, Resource> {
  list: string;
  /** The table whose rows count as steps, with its alias. It has the columns `tenant_id` and `mode`. */
  walked: 'events e' | 'deliveries d';
  /** Everything before `where`. It selects the columns of `key` among others. */
  select: string;
  /** Like `select`, for rows whose bodies may be large: selects only `size`, their bytes. */
  measure?: string;
  /** The columns that order the list, newest first. An index covers the first within a tenant and mode, or `where`. */
  key: readonly string[];
  filters: Record<string, LogFilter>;
  toResource(row: Row): Resource;
}

/** Whose rows are searched, which values `where` requires, and how long the search may take. */
export interface SearchScope extends Scope {
  budget?: SearchBudget;
}

/**
 * The pager of lists that grow without bound: events, deliveries and attempts. A page contains what was found within
 * the search's budget, so it may be short, or empty, without being the last.
 */
export class LogSearch<Row extends object, Resource> {
  /** For the operation's `query`. */
  readonly query: Type.TUnsafe<ListQuery>;
  readonly #definition: LogSearchDefinition<Row, Resource>;

  constructor(definition: LogSearchDefinition<Row, Resource>) {
    this.#definition = definition;
    this.query = listQuery(definition.filters);
  }

  /** One page. A cursor carries the filters of its first page; other filters in the same query are ignored. */
  async page(
    store: Pick<Store, 'all' | 'engine' | 'get' | 'run'>,
    { where = {}, budget, ...caller }: SearchScope,
    query: ListQuery,
  ): Promise<Page<Resource>> {
    const { filters: known, key, measure, walked, select, toResource } = this.#definition;
    const list = [this.#definition.list, ...Object.values(where)].join(' ');
    const names = Object.keys(known);
    const start = query.cursor === undefined ? undefined : openCursor(query.cursor, { list, names });
    const filters = start?.filters ?? givenTexts(query, names);
    const found = await scanLog<Row>(
      store,
      {
        walked: {
          sql: `from ${walked}`,
          ...this.#conditions(store, caller, { where, filters, walking: true }),
        },
        select: { sql: select, ...this.#conditions(store, caller, { where, filters, walking: false }) },
        key,
        measure,
      },
      {
        size: query.size ?? defaultPageSize,
        ...(start ? { after: readKey(start.after[1], key) } : {}),
        ...(budget ? { budget } : {}),
      },
    );
    const nextCursor = found.next
      ? sealCursor({ list, filters, after: [0, JSON.stringify(found.next)] })
      : null;
    return { nextCursor, items: found.rows.map(toResource) };
  }

  #conditions(
    { engine }: Pick<Store, 'engine'>,
    caller: Caller,
    of: { where: Where; filters: Record<string, string>; walking: boolean },
  ): { conditions: string[]; parameters: Value[] } {
    const alias = this.#definition.walked.slice(-1);
    const parameters: Value[] = [];
    const bind = (value: Value): string => `$${parameters.push(value)}`;
    const own = { [`${alias}.tenant_id`]: caller.tenantId, [`${alias}.mode`]: caller.mode, ...of.where };
    const conditions = Object.entries(own).map(([column, value]) => `${column} = ${bind(value)}`);
    for (const [name, text] of Object.entries(of.filters)) {
      const filter = this.#definition.filters[name]!;
      const sql = of.walking ? filter.walks : filter.sql;
      if (sql) conditions.push(sql(bind(filter.value(text)), { engine, text, bind }));
    }
    return { conditions, parameters };
  }
}

function givenTexts(query: ListQuery, names: readonly string[]): Record<string, string> {
  const given = names.filter((name) => query[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, String(query[name])]));
}

/** A cursor comes from outside, so it is checked. A key has all of its columns, or only the first. */
function readKey(text: string, columns: readonly string[]): Key {
  const parts = parse(text);
  const isKey =
    Array.isArray(parts) &&
    (parts.length === 1 || parts.length === columns.length) &&
    parts.every((part, index) => (isNumeric(columns[index]!) ? Number.isSafeInteger(part) : isText(part)));
  if (!isKey)
    throw new Failure(
      'INVALID_PARAMETERS',
      'cursor: pass the `nextCursor` of a page of this list, unchanged.',
    );
  return parts as unknown as Key;
}

const isNumeric = (column: string): boolean => /\.(sequence|number)$/.test(column);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
