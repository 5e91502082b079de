import { requireProvider } from '../connectors/providers-of.ts';
import { type AccountRow, findAccount } from '../domain/accounts.ts';
import { cancelLinkingRun } from '../domain/linking-runs.ts';
import { lockSession } from '../domain/sessions.ts';
import { announceChange } from '../linking/account-changes.ts';
import { disconnectAccount } from '../linking/disconnect-account.ts';
import { inBackground } from '../linking/in-background.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

export type Revoker = Caller & { userId?: string; sessionId?: string };

/** Deletes the account's data permanently. Can be repeated. Throws MISSING_RESOURCE if there is no such account. */
export async function revokeAccount(services: Services, revoker: Revoker, accountId: string): Promise<void> {
  const account = await findAccount(services.store, revoker, accountId);
  if (!account || (revoker.userId !== undefined && account.user_id !== revoker.userId)) {
    throw new Failure('MISSING_RESOURCE', `There is no account ${accountId} in ${revoker.mode}.`);
  }
  const disconnected = await disconnect(services, revoker, accountId);
  announceChange(accountId);
  if (disconnected) notifyProvider(services, disconnected);
}

/** Returns the row with its connection. Undefined if the account was already disconnected. */
function disconnect(
  { store, now }: Services,
  revoker: Revoker,
  accountId: string,
): Promise<AccountRow | undefined> {
  return store.transaction(async (transaction) => {
    if (revoker.sessionId) await lockSession(transaction, revoker.sessionId);
    // A process that works on the run stops when it finds the run deleted.
    await cancelLinkingRun(transaction, accountId);
    return disconnectAccount(transaction, { accountId, sessionId: revoker.sessionId ?? null, now: now() });
  });
}

/** Informs the provider after the commit, so that the data is deleted even if the provider does not respond. */
function notifyProvider(services: Services, account: AccountRow): void {
  if (account.connection === null) return;
  const connection = JSON.parse(account.connection);
  inBackground(services, 'revoke', async () => {
    // Throws if the operator has removed the provider. The data is deleted nevertheless.
    const { connector } = requireProvider(services, account, account.provider_id);
    await connector.revoke({ providerId: account.provider_id, connection });
  });
}
