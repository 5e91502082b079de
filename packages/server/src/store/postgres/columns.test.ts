import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../testing/start-postgres.ts';
import { bigintColumn, textColumn } from './columns.ts';

let postgres: Postgres;
let client: Client;
beforeAll(async () => {
  postgres = await startPostgres();
  client = new Client(await postgres.createDatabase());
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await postgres[Symbol.asyncDispose]();
});

/** PostgreSQL cannot store NUL or half of a surrogate pair. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 990, maxLength: 2500, size: 'max' }),
  )
  .filter((value) => !value.includes('\0') && value.isWellFormed());
const row = fc.record({
  text: fc.option(text),
  number: fc.option(fc.maxSafeInteger()),
});

test('columns return from the server unchanged, row by row, including nulls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 50 }), async (rows) => {
      const { rows: read } = await client.query(
        'select n, t, b::text as b from unnest($1::bigint[], $2::text[], $3::bigint[]) as v (n, t, b)',
        [
          bigintColumn([...rows.keys()], (n) => n),
          textColumn(rows, (one) => one.text),
          bigintColumn(rows, (one) => one.number),
        ],
      );
      const expected = rows.map((one, n) => ({
        n: String(n),
        t: one.text,
        b: one.number === null ? null : String(one.number),
      }));
      expect(read).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test('a column of long texts takes no more memory than the texts', () => {
  for (const text of ['x', 'é', '漢', '😀', '\ud800'].map((unit) => unit.repeat(100_000))) {
    const column = textColumn([text, text], (value) => value);
    expect(column.buffer.byteLength).toBeLessThan(2 * Buffer.byteLength(text) + 100);
  }
});

test('a column of many short texts takes no more memory than the texts, and keeps them after the next column', () => {
  const column = textColumn(Array(5000).fill('first'), (value) => value);
  const bytes = column.toString('latin1');
  textColumn(Array(5000).fill('other'), (value) => value);
  expect(column.toString('latin1')).toBe(bytes);
  expect(column.buffer.byteLength).toBe(column.length);
});
