import { findAccountsOfUser } from '../domain/accounts.ts';
import { findArchivesOfUser } from '../domain/archives.ts';
import { endUserAccess, eraseUserRows } from '../domain/erase-user-rows.ts';
import { beginErasure } from '../domain/users.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import { revokeAccount } from './revoke-account.ts';
import { revokeArchive } from './revoke-archive.ts';
import { shredUserEvents } from './shred-user-events.ts';

/**
 * On SQLite, even the bytes in the database files are erased. The user's row is deleted last, so that an interrupted
 * erasure can be repeated. Throws StoreUnavailable while another process uses SQLite's write-ahead log.
 */
export async function eraseUser(services: Services, caller: Caller, userId: string): Promise<void> {
  const { store } = services;
  await beginErasure(store, caller, userId);
  await store.transaction((transaction) => endUserAccess(transaction, caller, userId));
  const accounts = await findAccountsOfUser(store, caller, userId);
  const archives = await findArchivesOfUser(store, caller, userId);
  for (const { id, connection_status: status } of accounts) {
    if (status !== 'DISCONNECTED') await revokeAccount(services, caller, id);
  }
  for (const { id } of archives) await revokeArchive(services, caller, { id });
  const subjects = [userId, ...[...accounts, ...archives].map(({ id }) => id)];
  await shredUserEvents(services, caller, subjects);
  await store.transaction((transaction) => eraseUserRows(transaction, caller, userId));
  // The second call is for events that were appended while the rows were deleted.
  await shredUserEvents(services, caller, subjects);
  await store.expunge();
  await store.run('delete from users where tenant_id = $1 and mode = $2 and id = $3', [
    caller.tenantId,
    caller.mode,
    userId,
  ]);
}
