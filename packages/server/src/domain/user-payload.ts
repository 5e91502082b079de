// biome-ignore-all lint/style/noNonNullAssertion: each source has a payload
import type { UserPayload } from '@winkwire/contract/resources/user-payload';
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { findAccountsOfUser } from './accounts.ts';
import { findAnalyzedSince } from './archives.ts';
import { datapointsPayloads } from './datapoint-payload.ts';
import { requireUser, userSession } from './users.ts';

/** Leaves out what was added before a USER_SESSION_RESET. Throws MISSING_RESOURCE if there is no such user. */
export async function userPayload(queries: Queries, caller: Caller, userId: string): Promise<UserPayload> {
  const user = await requireUser(queries, caller, userId);
  const since = Number(user.payload_since);
  const accounts = (await findAccountsOfUser(queries, caller, userId)).filter(
    (account) => Number(account.created_at) >= since && account.connection_status === 'CONNECTED',
  );
  const archives = await findAnalyzedSince(queries, caller, { userId, since });
  const payloads = await datapointsPayloads(
    queries,
    caller,
    [...accounts, ...archives].map(({ id }) => id),
  );
  const payload = (id: string) => payloads.get(id)!;
  return {
    metadata: userSession(user),
    forms: [],
    accounts: accounts.map(({ id, provider_id }) => ({ id, providerId: provider_id, payload: payload(id) })),
    archives: archives.map(({ id, type }) => ({ id, fileType: type ?? '', payload: payload(id) })),
  };
}
