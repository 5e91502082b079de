import type { Config } from '../config.ts';
import { writeHeartbeat } from '../domain/write-heartbeat.ts';
import { ConfigError } from '../platform/config-error.ts';
import { clocks } from '../platform/lease.ts';
import { nodeUrls } from '../platform/node-urls.ts';
import { examineNode } from '../store/postgres/examine-node.ts';
import type { Queries } from '../store/store.ts';
import { countMissingMigrations } from './count-missing-migrations.ts';
import { failed, ok, type Result, skipped, warning } from './finding.ts';
import type { ExaminedDatabase } from './open-database.ts';
import { unlessMissing } from './unless-missing.ts';

/**
 * If a commit takes longer than this many ms, the doctor warns. Each commit stores one batch, so such a server stores
 * fewer than 50 batches a second.
 */
const slowWriteMs = 20;
const writes = 9;
const mostClockDifferenceMs = 1000;

export async function checkMigrations(database: ExaminedDatabase): Promise<Result> {
  const { version } = database;
  try {
    const missing = await countMissingMigrations(database);
    if (missing === null)
      return warning(`${version}, without any tables.`, 'The first start of a server creates the tables.');
    return missing === 0
      ? ok(`${version}, with the current schema.`)
      : warning(
          `${version}, but migrations are missing: ${missing}.`,
          'The next start applies them. Make a backup first.',
        );
  } catch (error) {
    if (error instanceof ConfigError) return failed('The schema is newer than this server.', error.message);
    throw error;
  }
}

/** Measures how long a commit takes. Writes the same row as `/readyz`. */
export const checkWrites = ({ queries }: ExaminedDatabase): Promise<Result> =>
  unlessMissing(measureWrites(queries), skipped('There are no tables yet, so no write was measured.'));

async function measureWrites(queries: Queries): Promise<Result> {
  const times: number[] = [];
  for (let count = 0; count < writes; count++) {
    const start = performance.now();
    await writeHeartbeat(queries, Date.now());
    times.push(performance.now() - start);
  }
  const median = times.toSorted((one, other) => one - other)[Math.floor(writes / 2)] ?? 0;
  const says =
    median < 0.1
      ? 'A durable write takes less than 0.1 ms.'
      : `A durable write takes ${median.toFixed(1)} ms.`;
  return median <= slowWriteMs
    ? ok(says)
    : warning(
        says,
        'Use a faster disk, or a database that is nearer. Events are stored in batches, one batch for each write.',
      );
}

export async function checkReplication(
  { engine, queries }: ExaminedDatabase,
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
): Promise<Result> {
  if (engine === 'sqlite')
    return skipped(
      'SQLite has no standby. Archive the database continuously. Then a failure of the disk loses at most the last seconds of data.',
    );
  const row = await queries.get<{ standby: boolean; commit: string; fsync: string; standbys: number }>(
    `select pg_is_in_recovery() as standby, current_setting('synchronous_commit') as commit,
       current_setting('fsync') as fsync, (select count(*) from pg_stat_replication) as standbys`,
  );
  if (row?.standby) {
    return failed(
      'The database is a standby, which accepts no writes.',
      'In WINKWIRE_DATABASE_URL (--database-url), name the primary, or list all nodes, separated by commas.',
    );
  }
  if (row?.commit === 'off' || row?.fsync === 'off') {
    return failed(
      `PostgreSQL acknowledges commits before they are on the disk (synchronous_commit = ${row.commit}, fsync = ${row.fsync}).`,
      'Turn both on. Otherwise accepted events can be lost when the machine fails.',
    );
  }
  const silent = await silentNodes(databaseUrl ?? '');
  if (silent.length > 0) {
    return warning(
      `Nodes of the database do not respond: ${silent.join(', ')}.`,
      'Start them, or correct WINKWIRE_DATABASE_URL (--database-url). Until then, fewer nodes can take over.',
    );
  }
  return ok(`Commits are durable. Connected standbys: ${row?.standbys}.`);
}

async function silentNodes(databaseUrl: string): Promise<string[]> {
  const reports = await Promise.all(nodeUrls(databaseUrl).map(examineNode));
  return reports
    .filter(({ state }) => state === 'unreachable')
    .map(({ name, error }) => `${name} (${error?.code ?? error?.message})`);
}

export async function checkClock({ engine, queries }: ExaminedDatabase): Promise<Result> {
  if (engine === 'sqlite') return skipped('SQLite uses the clock of this machine.');
  const before = Date.now();
  const row = await queries.get<{ now: number }>(`select ${clocks.postgres} as now`);
  // Negative if the clock of this machine is ahead.
  const difference = Math.round(Number(row?.now) - (before + Date.now()) / 2);
  return Math.abs(difference) <= mostClockDifferenceMs
    ? ok(`The clock differs from the database's by ${Math.abs(difference)} ms.`)
    : failed(
        `This machine's clock is ${(Math.abs(difference) / 1000).toFixed(1)} s ${difference < 0 ? 'ahead of' : 'behind'} the database's.`,
        "Synchronise both clocks with NTP. Leases use the database's clock. Retries and signatures use the clock of this machine.",
      );
}

/** Counts processes by their leases of shards, which a crashed process loses within 40 s. */
export async function checkProcesses({ engine, queries }: ExaminedDatabase): Promise<Result> {
  const owners = queries.get<{ count: number }>(
    `select count(distinct owner) as count from leases where kind = 'shard' and leased_until > ${clocks[engine]}`,
  );
  const row = await unlessMissing(owners, undefined);
  const count = Number(row?.count ?? 0);
  return count > 0
    ? ok(`Processes that deliver webhooks: ${count}.`)
    : warning('No process delivers webhooks.', 'Start one with the role `deliver`, unless this is intended.');
}
