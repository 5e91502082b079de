// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import type { Queries, Value } from '../store/store.ts';
import { countWithin, pageBytes } from './page-bytes.ts';

/*
 * Reads the log backwards in chunks of about 25 ms, because SQLite reads in a single thread. When the time is used up,
 * the search returns what it has found and where to continue.
 *
 * A single statement would make all other reads wait until it ends: 250 ms for 200,000 events. With chunks, they waited
 * for 20 ms.
 */

/**
 * The values of a row's sort columns. If only the first value is present, the search continues after all rows that have
 * it.
 */
export type Key = readonly [string | number, ...(string | number)[]];

export interface SearchBudget {
  /** After this many ms, no further chunk begins. */
  ms: number;
  /** The number of rows in the first chunk. With `walked.each`, `firstOfEach` limits it too. */
  rows: number;
}

const defaultBudget: SearchBudget = { ms: 1000, rows: 2000 };
/**
 * The first chunk has at most this many rows for each row of `walked`, because all rows of a chunk are sorted to find
 * the page.
 */
const firstOfEach = 200;
const chunkMs = 25;
const fewestRows = 200;
const mostRows = 100_000;

interface Part {
  sql: string;
  conditions: readonly string[];
  parameters: readonly Value[];
}

export interface LogScan {
  /**
   * A chunk is a number of these rows. If `each` is present, a chunk is this number of its rows for every row of
   * `walked`, because the index sorts only the rows that belong to the same row of `walked`.
   */
  walked: Part & { each?: Omit<Part, 'parameters'> };
  select: Part;
  key: readonly string[];
  /**
   * Like `select`, but its only column is `size`, the number of bytes in a row's bodies. For lists with large bodies.
   */
  measure?: string | undefined;
}

/** `next` is where the next page continues, or undefined at the end of the log. */
export async function scanLog<Row extends object>(
  queries: Queries,
  scan: LogScan,
  page: { after?: Key; size: number; budget?: SearchBudget },
): Promise<{ rows: Row[]; next: Key | undefined }> {
  const { size, budget = defaultBudget } = page;
  const until = performance.now() + budget.ms;
  const rows: Row[] = [];
  let after = page.after;
  let bytes = pageBytes;
  for (let length = scan.walked.each ? Math.min(budget.rows, firstOfEach) : budget.rows; ; ) {
    const began = performance.now();
    const last = await lastOfChunk(queries, scan, { after, length });
    // One more row than requested shows whether there is a next page.
    const range = { after, last, limit: size + 1 - rows.length };
    const fitting = await measure(queries, scan, { ...range, bytes });
    bytes -= fitting.bytes;
    if (fitting.limit > 0) rows.push(...(await find<Row>(queries, scan, { ...range, limit: fitting.limit })));
    if (rows.length > size) return { rows: rows.slice(0, size), next: keyOf(rows[size - 1]!, scan.key) };
    if (fitting.isCut || (bytes <= 0 && rows.length > 0))
      return { rows, next: keyOf(rows.at(-1)!, scan.key) };
    if (last === undefined) return { rows, next: undefined };
    after = [last];
    const now = performance.now();
    if (now >= until) return { rows, next: after };
    const faster = Math.min(4, Math.max(0.25, chunkMs / (now - began)));
    length = Math.round(Math.min(mostRows, Math.max(fewestRows, length * faster)));
  }
}

/** The last row's value in the first column of `key`. Undefined if the log ends within the chunk. */
async function lastOfChunk(
  queries: Queries,
  { walked, key }: LogScan,
  { after, length }: { after: Key | undefined; length: number },
): Promise<string | number | undefined> {
  const parameters = [...walked.parameters];
  const { sql, conditions } = walked.each ?? walked;
  const below = after ? [`${key[0]} ${after.length > 1 ? '<=' : '<'} $${parameters.push(after[0])}`] : [];
  const nth = `
    select ${key[0]} as last ${sql} where ${[...conditions, ...below].join(' and ')}
    order by ${key[0]} desc limit 1 offset $${parameters.push(length - 1)}`;
  const row = await queries.get<{ last: string | number | null }>(
    walked.each ? `select max((${nth})) as last ${walked.sql} where ${walked.conditions.join(' and ')}` : nth,
    parameters,
  );
  return row?.last ?? undefined;
}

interface Range {
  after: Key | undefined;
  last: string | number | undefined;
  limit: number;
}

/** Returns as `limit` the number of rows, at least one, whose bodies fit into `bytes`. */
async function measure(
  queries: Queries,
  { measure: sql, select, ...scan }: LogScan,
  { bytes, ...range }: Range & { bytes: number },
): Promise<{ limit: number; bytes: number; isCut: boolean }> {
  if (sql === undefined) return { limit: range.limit, bytes: 0, isCut: false };
  const found = await find<{ size: number }>(queries, { ...scan, select: { ...select, sql } }, range);
  const sizes = found.map(({ size }) => Number(size));
  const limit = countWithin(sizes, bytes);
  const sum = sizes.slice(0, limit).reduce((one, other) => one + other, 0);
  return { limit, bytes: sum, isCut: limit < sizes.length };
}

function find<Row extends object>(queries: Queries, { select, key }: LogScan, of: Range): Promise<Row[]> {
  const { after, last, limit } = of;
  const parameters = [...select.parameters];
  const conditions = [...select.conditions];
  if (after) conditions.push(isAfter(after, key, parameters));
  if (last !== undefined) conditions.push(`${key[0]} >= $${parameters.push(last)}`);
  return queries.all<Row>(
    `${select.sql} where ${conditions.join(' and ')}
     order by ${key.map((column) => `${column} desc`).join(', ')} limit $${parameters.push(limit)}`,
    parameters,
  );
}

/** The condition for rows after a position. Among rows with the same first value, the other columns decide. */
function isAfter(after: Key, key: readonly string[], parameters: Value[]): string {
  const [first, ...others] = after.map((value) => {
    const place = `$${parameters.push(value)}`;
    return typeof value === 'number' ? `cast(${place} as bigint)` : place;
  });
  if (others.length === 0) return `${key[0]} < ${first}`;
  return `${key[0]} <= ${first} and (${key[0]} < ${first} or (${key.slice(1).join(', ')}) < (${others.join(', ')}))`;
}

const keyOf = (row: object, key: readonly string[]): Key =>
  key.map(
    (column) => (row as Record<string, string | number>)[column.slice(column.indexOf('.') + 1)]!,
  ) as never;
