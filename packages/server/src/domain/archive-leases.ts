import type { Store } from '../store/store.ts';
import { type ArchiveRow, findArchive } from './archives.ts';

/** How long an archive stays with a process that says nothing: so long a crash delays its analysis. */
export const leaseMilliseconds = 10_000;
/** How often a process that is reading says so. */
export const heartbeatMilliseconds = 3_000;

/**
 * Takes the archive that waits longest for its analysis and nobody holds; undefined when there is none. Holding is
 * a lease that expires: whoever dies while reading leaves the archive to the next one.
 */
export async function leaseArchive(
  store: Store,
  { owner, now }: { owner: string; now: number },
): Promise<ArchiveRow | undefined> {
  const waiting = await store.get<{ id: string; tenant_id: string; mode: ArchiveRow['mode'] }>(
    `select id, tenant_id, mode from archives where status = 'STARTED' and leased_until <= $1
     order by leased_until limit 1`,
    [now],
  );
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
