import { requireProvider } from '../connectors/providers-of.ts';
import { type AccountRow, changeAccount, claimDisconnection, findAccount } from '../domain/accounts.ts';
import { removeDatapointsOf } from '../domain/datapoints.ts';
import { cancelLinkingRun } from '../domain/linking-runs.ts';
import { finishTask } from '../domain/tasks.ts';
import { announceChange } from '../linking/account-changes.ts';
import { appendAccountEvent } from '../linking/append-account-event.ts';
import { inBackground } from '../linking/in-background.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

/** Who revokes: a user in a session, or the tenant. */
export type Revoker = Caller & { userId?: string; sessionId?: string };

/**
 * Revokes an account: stops linking, deletes its data permanently and appends ACCOUNT_DISCONNECTED. Revoking an
 * account again changes nothing. Throws MISSING_RESOURCE.
 */
export async function revokeAccount(services: Services, revoker: Revoker, accountId: string): Promise<void> {
  const account = await findAccount(services.store, revoker, accountId);
  if (!account || (revoker.userId !== undefined && account.user_id !== revoker.userId)) {
    throw new Failure('MISSING_RESOURCE', `There is no account ${accountId} in ${revoker.mode}.`);
  }
  await disconnect(services, revoker, accountId);
  announceChange(accountId);
  notifyProvider(services, account);
}

async function disconnect({ store, now }: Services, revoker: Revoker, accountId: string): Promise<void> {
  const { tenantId, mode } = revoker;
  await store.transaction(async (transaction) => {
    // The run is deleted first, so that a process that works on it detects the revocation. Every step has the same
    // order.
    await cancelLinkingRun(transaction, accountId);
    const before = await claimDisconnection(transaction, accountId);
    if (!before) return;
    if (before.task_id) {
      const result = {
        taskId: before.task_id,
        status: 'FAILED',
        errorCode: 'ACCOUNT_INACCESSIBLE',
      } as const;
      await finishTask(transaction, { tenantId, mode }, { ...result, now: now() });
    }
    await removeDatapointsOf(transaction, { tenantId, mode }, accountId);
    const account = await changeAccount(transaction, accountId, {
      connection_updated_at: now(),
      challenge: null,
      redirect_url: null,
      connection: null,
      task_id: null,
      ...(before.monitor_status === 'ACTIVE'
        ? { monitor_status: 'USER_ACTION_REQUIRED', monitor_updated_at: now() }
        : {}),
    });
    await appendAccountEvent(transaction, account, {
      type: 'ACCOUNT_DISCONNECTED',
      callback: 'onAccountRemoved',
      sessionId: revoker.sessionId ?? null,
      now: now(),
    });
  });
}

/** Informs the provider after the commit, so that the data is deleted even if the provider does not respond. */
function notifyProvider(services: Services, account: AccountRow): void {
  if (account.connection === null) return;
  const connection = JSON.parse(account.connection);
  const { connector } = requireProvider(services, account, account.provider_id);
  inBackground(services, 'revoke', () => connector.revoke({ providerId: account.provider_id, connection }));
}
