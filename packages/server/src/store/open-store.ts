import { newProcessId } from '../platform/process-id.ts';
import type { ErrorLog } from './handoff-listeners.ts';
import { openPostgres } from './postgres/open-postgres.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import type { Store, VetDatabase } from './store.ts';

export interface StoreConfig {
  /** `postgres://...`. If unset, the database is SQLite. */
  databaseUrl?: string | null | undefined;
  dataDir: string;
}

export interface OpenOptions {
  processId?: string;
  /** For the errors of listeners. */
  log?: ErrorLog;
  vet?: VetDatabase | undefined;
}

/** Opens the configured database and migrates it, unless `vet` refuses the database. */
export function openStore(
  config: StoreConfig,
  { processId = newProcessId(), log = console, vet }: OpenOptions = {},
): Promise<Store> {
  return config.databaseUrl
    ? openPostgres(config.databaseUrl, { processId, log, vet })
    : openSqlite(config.dataDir, { log, vet });
}
