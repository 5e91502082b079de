import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg, { type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { connectClient } from '../store/postgres/connect-client.ts';
import { queriesOf } from '../store/postgres/connection.ts';
import { ownTables } from '../store/postgres/own-tables.ts';
import type { ArchiveWriter } from './archive-writer.ts';
import type { BackupSource } from './backup-source.ts';
import { closeOnAbort } from './close-on-abort.ts';
import { findBrokenChains } from './find-broken-chains.ts';
import { liftTimeouts } from './lift-timeouts.ts';
import { entryOfTable } from './manifest.ts';
import type { Progress } from './progress.ts';

export async function openPostgresSource(url: string, signal?: AbortSignal): Promise<BackupSource> {
  const client = await connectClient(url, { orReadOnly: true });
  const closing = closeOnAbort(client, signal);
  const close = () => {
    closing[Symbol.dispose]();
    return client.end();
  };
  try {
    await client.query('begin isolation level repeatable read, read only');
    await liftTimeouts(client);
    const { rows } = await client.query<{ number: number }>('select number from migrations order by number');
    const migrations = rows.map(({ number }) => number);
    const tables = await readTables(client, ownTables(migrations));
    return {
      about: { engine: 'postgres', migrations, tables },
      queries: queriesOf(client),
      addContent: (archive, folder, onProgress) => addTables(client, tables, { archive, folder, onProgress }),
      verify: (_folder, onProgress) => findBrokenChains(queriesOf(client), onProgress),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Reads the columns of the tables in `own`. If a newer version has migrated the database, `own` is undefined, and all
 * tables are read, because the archive needs the new tables too.
 */
async function readTables(client: Client, own: string[] | undefined): Promise<Record<string, string[]>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = quote_ident(current_schema())::regnamespace and c.relkind = 'r'
       and c.relname <> 'migrations' and ($1::text[] is null or c.relname = any($1))
     group by c.relname order by c.relname`,
    [own],
  );
  return Object.fromEntries(rows.map(({ table, columns }) => [table, columns]));
}

/** The table of migrations is left out, because the restoration fills it. */
async function addTables(
  client: Client,
  tables: Record<string, string[]>,
  { archive, folder, onProgress }: { archive: ArchiveWriter; folder: string; onProgress: Progress },
): Promise<void> {
  const names = Object.entries(tables);
  for (const [index, [table, columns]] of names.entries()) {
    onProgress({ what: 'tables', done: index, all: names.length });
    const file = join(folder, `${table}.copy`);
    const copy = client.query(
      copyTo(`copy ${pg.escapeIdentifier(table)} (${columnList(columns)}) to stdout`),
    );
    await pipeline(copy, createWriteStream(file, { mode: 0o600 }));
    await archive.addFile(entryOfTable(table), file);
    await rm(file);
  }
  onProgress({ what: 'tables', done: names.length, all: names.length });
}

export const columnList = (columns: readonly string[]): string =>
  columns.map((column) => pg.escapeIdentifier(column)).join(', ');
