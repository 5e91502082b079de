import type { UserPayload } from '@winkwire/contract/resources/user-payload';
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { findAccountsOfUser } from './accounts.ts';
import { findArchivesOfUser } from './archives.ts';
import { datapointsPayload } from './datapoint-payload.ts';
import { requireUser, userSession } from './users.ts';

/** Leaves out what was added before a USER_SESSION_RESET. Throws MISSING_RESOURCE if there is no such user. */
export async function userPayload(queries: Queries, caller: Caller, userId: string): Promise<UserPayload> {
  const user = await requireUser(queries, caller, userId);
  const since = Number(user.payload_since);
  const accounts = (await findAccountsOfUser(queries, caller, userId)).filter(
    (account) => Number(account.created_at) >= since && account.connection_status === 'CONNECTED',
  );
  const archives = (await findArchivesOfUser(queries, caller, userId)).filter(
    (archive) => Number(archive.created_at) >= since && archive.status === 'ANALYZED',
  );
  const payload: UserPayload = { metadata: userSession(user), forms: [], accounts: [], archives: [] };
  for (const { id, provider_id } of accounts) {
    payload.accounts.push({
      id,
      providerId: provider_id,
      payload: await datapointsPayload(queries, caller, id),
    });
  }
  for (const { id, type } of archives) {
    payload.archives.push({
      id,
      fileType: type ?? '',
      payload: await datapointsPayload(queries, caller, id),
    });
  }
  return payload;
}
