import type { Store } from '../store/store.ts';
import { type ArchiveRow, findArchive } from './archives.ts';

/** How long a lease lasts without a renewal. A crash delays an analysis by this time. */
export const leaseMilliseconds = 10_000;
/** How often a reading process renews its lease. */
export const heartbeatMilliseconds = 3_000;

/** Whose archive is read next, as one process sees it. */
export interface Turn {
  /** The tenant that had the last turn, and the last user of each tenant. Those after them come next. */
  lastTenantId: string;
  lastUserIds: ReadonlyMap<string, string>;
  /** Tenants and users that may not have more archives read at the moment. */
  busyTenantIds: readonly string[];
  busyUserIds: readonly string[];
}

const firstTurn: Turn = { lastTenantId: '', lastUserIds: new Map(), busyTenantIds: [], busyUserIds: [] };

/**
 * Leases a waiting archive: the oldest of the next user of the next tenant, so that nobody waits for all the archives of
 * somebody else. Undefined when there is none. The lease expires, so another process continues after a crash.
 */
export async function leaseArchive(
  store: Store,
  { owner, now, turn = firstTurn }: { owner: string; now: number; turn?: Turn },
): Promise<ArchiveRow | undefined> {
  const waiting = await nextWaiting(store, { now, turn });
  if (!waiting) return undefined;
  const taken = await store.run(
    `update archives set lease_owner = $1, leased_until = $2, attempts = attempts + 1
     where id = $3 and status = 'STARTED' and leased_until <= $4`,
    [owner, now + leaseMilliseconds, waiting.id, now],
  );
  if (taken === 0) return undefined;
  // Read in a transaction, because the reading connection may not see the update yet.
  const { tenant_id: tenantId, mode } = waiting;
  return store.transaction((transaction) => findArchive(transaction, { tenantId, mode }, waiting.id));
}

type Waiting = Pick<ArchiveRow, 'id' | 'tenant_id' | 'mode'>;

async function nextWaiting(
  store: Store,
  { now, turn }: { now: number; turn: Turn },
): Promise<Waiting | undefined> {
  const { lastTenantId, lastUserIds, busyTenantIds, busyUserIds } = turn;
  const values = [now, ...busyTenantIds, ...busyUserIds];
  const listed = (ids: readonly string[], from: number) =>
    ids.map((_, index) => `$${from + index}`).join(', ') || "''";
  const free = `status = 'STARTED' and leased_until <= $1
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

/** The first one after `last`, or otherwise the first of all. */
const firstFrom = async <Row>(
  last: string,
  find: (after: string) => Promise<Row | undefined>,
): Promise<Row | undefined> => (await find(last)) ?? (last === '' ? undefined : find(''));

/** Whether a waiting archive has no lease. */
export const isAnyWaiting = async (store: Store, now: number): Promise<boolean> =>
  (await store.get(`select 1 from archives where status = 'STARTED' and leased_until <= $1 limit 1`, [
    now,
  ])) !== undefined;

/** False when another process has the lease, or the archive has been revoked: then stop reading. */
export async function renewLease(
  store: Store,
  archive: ArchiveRow,
  { owner, now }: { owner: string; now: number },
): Promise<boolean> {
  const renewed = await store.run(
    `update archives set leased_until = $1 where id = $2 and status = 'STARTED' and lease_owner = $3`,
    [now + leaseMilliseconds, archive.id, owner],
  );
  return renewed === 1;
}

/** Releases an archive. An interruption because the server stops does not count as an attempt. */
export async function releaseLease(
  store: Store,
  archive: ArchiveRow,
  { owner, notBefore, isAttempt }: { owner: string; notBefore: number; isAttempt: boolean },
): Promise<void> {
  await store.run(
    `update archives set leased_until = $1, lease_owner = null, attempts = attempts - $2
     where id = $3 and status = 'STARTED' and lease_owner = $4`,
    [notBefore, isAttempt ? 0 : 1, archive.id, owner],
  );
}
