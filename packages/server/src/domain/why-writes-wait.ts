import type { Store } from '../store/store.ts';

/**
 * Explains that commits wait for a synchronous standby. Undefined if no commit waits, or if the database does not
 * respond.
 */
export async function whyWritesWait(store: Store): Promise<string | undefined> {
  if (store.engine === 'sqlite') return undefined;
  const waiting = await store
    .get(
      `select 1 as one from pg_stat_activity where datname = current_database() and wait_event = 'SyncRep' limit 1`,
    )
    .catch(() => undefined);
  return (
    waiting &&
    'Commits wait for a synchronous standby of the database. Start a standby, or permit writes without one.'
  );
}
