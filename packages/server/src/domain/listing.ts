// biome-ignore-all lint/style/noNonNullAssertion: only known filters are accepted
import type { Page } from '@winkwire/contract/schema/envelope';
import Type from 'typebox';
import type { Caller } from '../platform/caller.ts';
import type { Queries, Value } from '../store/store.ts';
import { openCursor, sealCursor } from './cursor.ts';
import type { Filter } from './filters.ts';
import { countWithin, pageBytes } from './page-bytes.ts';

export const defaultPageSize = 10;
export const maximumPageSize = 150;

export interface ListQuery {
  size?: number;
  cursor?: string;
  [filter: string]: unknown;
}

export interface ListingDefinition<Row, Resource> {
  table: string;
  /**
   * A view that is read in place of the table when `filter` is set. An index finds the view's rows by the column of
   * this filter.
   */
  view?: { name: string; filter: string };
  /**
   * The bigint column by which the list is sorted, newest first, and then by `id`. A row whose value changes between
   * two pages may be skipped or repeated.
   */
  order?: string;
  filters: Record<string, Filter>;
  /** The column or SQL expression with the row's long text. A page with much text has fewer rows. */
  text?: string;
  toResource(row: Row): Resource;
}

/** Values that columns must have, as in `{ kind: 'income' }`. Column names must not come from a request. */
export type Where = Record<string, Value>;

export interface Scope extends Caller {
  where?: Where;
}

/**
 * A page begins after the last row of the previous one, so no row is repeated or skipped when others are added or
 * removed.
 */
export class Listing<Row extends { id: string }, Resource> {
  readonly query: Type.TUnsafe<ListQuery>;
  readonly #definition: ListingDefinition<Row, Resource>;
  readonly #order: string;

  constructor(definition: ListingDefinition<Row, Resource>) {
    this.#definition = definition;
    this.#order = definition.order ?? 'created_at';
    this.query = listQuery(definition.filters);
  }

  /** With a cursor, the filters come from the cursor, and those in the query are ignored. */
  async page(queries: Queries, scope: Scope, query: ListQuery): Promise<Page<Resource>> {
    const { rows, nextCursor } = await this.rows(queries, scope, query);
    return { nextCursor, items: rows.map((row) => this.#definition.toResource(row)) };
  }

  async rows(
    queries: Queries,
    { where = {}, ...caller }: Scope,
    query: ListQuery,
  ): Promise<{ rows: Row[]; nextCursor: string | null }> {
    const size = query.size ?? defaultPageSize;
    const list = this.#nameOf(where);
    const start =
      query.cursor === undefined
        ? undefined
        : openCursor(query.cursor, { list, names: Object.keys(this.#definition.filters) });
    const filters = start?.filters ?? this.#given(query);
    const parameters: Value[] = [];
    const bind = (value: Value): string => `$${parameters.push(value)}`;
    const conditions = Object.entries({ tenant_id: caller.tenantId, mode: caller.mode, ...where }).map(
      ([column, value]) => `${column} = ${bind(value)}`,
    );
    for (const [name, text] of Object.entries(filters)) {
      const filter = this.#definition.filters[name]!;
      conditions.push(`${filter.column} ${filter.operator} ${bind(filter.value(text))}`);
    }
    if (start) conditions.push(`(${this.#order}, id) < (${bind(start.after[0])}, ${bind(start.after[1])})`);
    const found = (limit: number) => ({
      sql: `from ${this.#tableOf(filters)} where ${conditions.join(' and ')}
        order by ${this.#order} desc, id desc limit $${parameters.length + 1}`,
      parameters: [...parameters, limit],
    });
    // One more row than requested shows whether there is a next page.
    const sizes = await this.#measure(queries, found(size + 1));
    const within = sizes ? countWithin(sizes, pageBytes) : size + 1;
    const page = found(within);
    const all = await queries.all<Row>(`select * ${page.sql}`, page.parameters);
    const rows = all.slice(0, size);
    const last = rows.at(-1);
    const more = last !== undefined && (all.length > size || (sizes !== undefined && within < sizes.length));
    return { rows, nextCursor: more ? this.cursorAfter(last, { where, filters }) : null };
  }

  /** The cursor of the page that begins after `row`. */
  cursorAfter(row: Row, { where, filters }: { where: Where; filters: Record<string, string> }): string {
    const order = Number((row as Record<string, unknown>)[this.#order]);
    return sealCursor({ list: this.#nameOf(where), filters, after: [order, row.id] });
  }

  /** A cursor works only for the list whose name it has. */
  #nameOf(where: Where): string {
    return [this.#definition.table, ...Object.values(where)].join(' ');
  }

  #tableOf(filters: Record<string, string>): string {
    const { table, view } = this.#definition;
    return view && filters[view.filter] !== undefined ? view.name : table;
  }

  /** The size of each row's text in bytes, without reading the text. Undefined for lists without long text. */
  async #measure(
    queries: Queries,
    { sql, parameters }: { sql: string; parameters: Value[] },
  ): Promise<number[] | undefined> {
    const { text } = this.#definition;
    if (text === undefined) return undefined;
    const rows = await queries.all<{ size: number }>(
      `select coalesce(octet_length(${text}), 0) as size ${sql}`,
      parameters,
    );
    return rows.map(({ size }) => Number(size));
  }

  #given(query: ListQuery): Record<string, string> {
    const given = Object.keys(this.#definition.filters).filter((name) => query[name] !== undefined);
    return Object.fromEntries(given.map((name) => [name, String(query[name])]));
  }
}

export function listQuery(filters: Record<string, Pick<Filter, 'schema'>> = {}): Type.TUnsafe<ListQuery> {
  const properties = Object.entries(filters).map(([name, { schema }]) => [name, Type.Optional(schema)]);
  return Type.Unsafe<ListQuery>(
    Type.Object({
      size: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: maximumPageSize,
          default: defaultPageSize,
          description: 'The maximum number of items.',
        }),
      ),
      cursor: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 4000,
          description: 'The `nextCursor` of the previous page. The filters of that page are used again.',
        }),
      ),
      ...Object.fromEntries(properties),
    }),
  );
}
