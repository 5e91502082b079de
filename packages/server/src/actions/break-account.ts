import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import { errorMessages } from '../connectors/error-messages.ts';
import { type AccountRow, changeAccount, requireAccount } from '../domain/accounts.ts';
import { announceChange } from '../linking/account-changes.ts';
import { appendAccountEvent } from '../linking/append-account-event.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { requireSandbox } from './link-sandbox-account.ts';

export async function breakAccount(
  { store, now }: Services,
  caller: Caller,
  { accountId, errorCode }: { accountId: string; errorCode: AccountErrorCode },
): Promise<AccountRow> {
  requireSandbox(caller);
  const broken = await store.transaction(async (transaction) => {
    const before = await requireAccount(transaction, caller, accountId);
    if (before.connection_status !== 'CONNECTED' || before.task_id !== null) {
      throw new Failure(
        'INVALID_PARAMETERS',
        'The account must be connected, and none of its tasks may be running.',
      );
    }
    const errorMessage = errorMessages[errorCode];
    const account = await changeAccount(transaction, accountId, {
      connection_status: 'ERROR',
      connection_updated_at: now(),
      error_code: errorCode,
      error_message: errorMessage,
      ...(before.monitor_status === 'ACTIVE'
        ? { monitor_status: 'USER_ACTION_REQUIRED', monitor_updated_at: now() }
        : {}),
    });
    await appendAccountEvent(transaction, account, {
      type: 'ACCOUNT_FAILED',
      callback: 'onAccountError',
      data: { loginName: account.login_name, errorCode, errorMessage },
      argument: { errorCode },
      sessionId: null,
      now: now(),
    });
    return account;
  });
  announceChange(accountId);
  return broken;
}
