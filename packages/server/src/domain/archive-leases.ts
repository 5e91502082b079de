import { isFree, type Leases } from '../platform/lease.ts';
import type { Queries, Store } from '../store/store.ts';
import { type ArchiveRow, findArchive } from './archives.ts';

export interface Turn {
  /** The tenant whose archive was acquired last. The tenant with the next higher id comes next. */
  lastTenantId: string;
  /** For each tenant, the user whose archive was acquired last. The user with the next higher id comes next. */
  lastUserIds: ReadonlyMap<string, string>;
  /** For these tenants and users, this process already reads as many archives at once as it may. */
  busyTenantIds: readonly string[];
  busyUserIds: readonly string[];
}

const firstTurn: Turn = { lastTenantId: '', lastUserIds: new Map(), busyTenantIds: [], busyUserIds: [] };

/**
 * Acquires the lease of the next archive to read. Tenants take turns, and so do the users of a tenant. Undefined if no
 * archive can be read now, or if another process has taken or changed the one that was found.
 */
export async function acquireArchive(
  store: Store,
  leases: Leases,
  { now, turn = firstTurn }: { now: number; turn?: Turn },
): Promise<ArchiveRow | undefined> {
  const waiting = await nextWaiting(store, { now, turn });
  if (!waiting) return undefined;
  const { tenant_id: tenantId, mode, id } = waiting;
  return store.transaction(async (transaction) => {
    if ((await leases.acquire('archive', [id], transaction)).length === 0) return undefined;
    const started = await transaction.run(
      `update archives set attempts = attempts + 1 where id = $1 and status = 'STARTED' and leased_until <= $2`,
      [id, now],
    );
    if (started > 0) return findArchive(transaction, { tenantId, mode }, id);
    // The archive has been read, postponed or revoked since `nextWaiting` found it.
    await leases.release('archive', [id], transaction);
    return undefined;
  });
}

type Waiting = Pick<ArchiveRow, 'id' | 'tenant_id' | 'mode'>;

const isWaiting = `status = 'STARTED' and leased_until <= $1 and ${isFree('archive', 'archives.id')}`;

async function nextWaiting(
  store: Store,
  { now, turn }: { now: number; turn: Turn },
): Promise<Waiting | undefined> {
  const { lastTenantId, lastUserIds, busyTenantIds, busyUserIds } = turn;
  const values = [now, ...busyTenantIds, ...busyUserIds];
  const listed = (ids: readonly string[], from: number) =>
    ids.map((_, index) => `$${from + index}`).join(', ') || "''";
  const free = `${isWaiting}
     and tenant_id not in (${listed(busyTenantIds, 2)})
     and user_id not in (${listed(busyUserIds, 2 + busyTenantIds.length)})`;
  const [next, after] = [`$${values.length + 1}`, `$${values.length + 2}`];
  const tenant = await firstFrom(lastTenantId, (last) =>
    store.get<{ tenant_id: string }>(
      `select tenant_id from archives where ${free} and tenant_id > ${next} order by tenant_id limit 1`,
      [...values, last],
    ),
  );
  if (!tenant) return undefined;
  return firstFrom(lastUserIds.get(tenant.tenant_id) ?? '', (last) =>
    store.get<Waiting>(
      `select id, tenant_id, mode from archives where ${free} and tenant_id = ${next} and user_id > ${after}
       order by user_id, created_at limit 1`,
      [...values, tenant.tenant_id, last],
    ),
  );
}

/** The first row after `last`. If no row follows `last`, the first of all rows. */
const firstFrom = async <Row>(
  last: string,
  find: (after: string) => Promise<Row | undefined>,
): Promise<Row | undefined> => (await find(last)) ?? (last === '' ? undefined : find(''));

export const isAnyWaiting = async (store: Store, now: number): Promise<boolean> =>
  (await store.get(`select 1 from archives where ${isWaiting} limit 1`, [now])) !== undefined;

export const isStarted = async (queries: Queries, id: string): Promise<boolean> =>
  (await queries.get(`select 1 from archives where id = $1 and status = 'STARTED'`, [id])) !== undefined;

export const postponeArchive = (queries: Queries, id: string, at: number): Promise<number> =>
  queries.run(`update archives set leased_until = $1 where id = $2 and status = 'STARTED'`, [at, id]);

/** Does not count an attempt that was interrupted because the server stopped. */
export const uncountAttempt = (queries: Queries, id: string): Promise<number> =>
  queries.run(`update archives set attempts = attempts - 1 where id = $1 and status = 'STARTED'`, [id]);
