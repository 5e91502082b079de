import type { Store } from '../store/store.ts';
import { type ArchiveRow, findArchive } from './archives.ts';

/** How long an archive stays with a process that says nothing: so long a crash delays its analysis. */
export const leaseMilliseconds = 10_000;
/** How often a process that is reading says so. */
export const heartbeatMilliseconds = 3_000;

/** Whose turn it is to have an archive read, as one process sees it. */
export interface Turn {
  /** Who had the last one, and who of each tenant: those that follow come next. */
  lastTenantId: string;
  lastUserIds: ReadonlyMap<string, string>;
  /** Tenants and users that may have no more read at the moment. */
  busyTenantIds: readonly string[];
  busyUserIds: readonly string[];
}

const firstTurn: Turn = { lastTenantId: '', lastUserIds: new Map(), busyTenantIds: [], busyUserIds: [] };

/**
 * Takes an archive that waits for its analysis and nobody holds: the oldest of the next user of the next tenant, so
 * that nobody waits for all the archives of another. Undefined when there is none. Holding is a lease that expires:
 * whoever dies while reading leaves the archive to the next one.
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
  // Read behind the writer: the reading connection may be a moment older.
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

/** The first one behind `last`, or else the first of all. */
const firstFrom = async <Row>(
  last: string,
  find: (after: string) => Promise<Row | undefined>,
): Promise<Row | undefined> => (await find(last)) ?? (last === '' ? undefined : find(''));

/** Whether an archive waits for its analysis that nobody holds. */
export const isAnyWaiting = async (store: Store, now: number): Promise<boolean> =>
  (await store.get(`select 1 from archives where status = 'STARTED' and leased_until <= $1 limit 1`, [
    now,
  ])) !== undefined;

/** False when another one took it, or it was revoked: then stop. */
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

/** Gives an archive back; being interrupted because the server stops is no attempt. */
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
