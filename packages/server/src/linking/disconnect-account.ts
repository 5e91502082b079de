import { type AccountRow, changeAccount, claimDisconnection } from '../domain/accounts.ts';
import { removeDatapointsOf } from '../domain/datapoints.ts';
import { finishTask } from '../domain/tasks.ts';
import type { Transaction } from '../store/store.ts';
import { accountSource } from './account-source.ts';
import { appendAccountEvent } from './append-account-event.ts';

/**
 * Deletes the account's data and appends ACCOUNT_DISCONNECTED. The caller must first cancel the account's linking run,
 * if there is one. Returns the row with its connection, so that the caller can end the grant. Undefined if the account
 * was already disconnected.
 */
export async function disconnectAccount(
  transaction: Transaction,
  { accountId, sessionId, now }: { accountId: string; sessionId: string | null; now: number },
): Promise<AccountRow | undefined> {
  const before = await claimDisconnection(transaction, accountId);
  if (!before) return undefined;
  const { tenantId, mode } = accountSource(before);
  if (before.task_id) {
    const result = {
      taskId: before.task_id,
      status: 'FAILED',
      errorCode: 'ACCOUNT_INACCESSIBLE',
    } as const;
    await finishTask(transaction, { tenantId, mode }, { ...result, now });
  }
  await removeDatapointsOf(transaction, { tenantId, mode }, accountId);
  const account = await changeAccount(transaction, accountId, {
    connection_updated_at: now,
    challenge: null,
    redirect_url: null,
    connection: null,
    task_id: null,
    ...(before.monitor_status === 'ACTIVE'
      ? { monitor_status: 'USER_ACTION_REQUIRED', monitor_updated_at: now }
      : {}),
  });
  await appendAccountEvent(transaction, account, {
    type: 'ACCOUNT_DISCONNECTED',
    callback: 'onAccountRemoved',
    sessionId,
    now,
  });
  return before;
}
