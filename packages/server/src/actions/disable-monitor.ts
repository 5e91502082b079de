import { changeAccount, requireAccount } from '../domain/accounts.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

/** Throws MISSING_RESOURCE if there is no such account, or INVALID_PARAMETERS if monitoring is not supported. */
export function disableMonitor({ store, now }: Services, caller: Caller, accountId: string): Promise<void> {
  return store.transaction(async (transaction) => {
    const account = await requireAccount(transaction, caller, accountId);
    if (account.monitor_status === 'CUSTOMER_DISABLED') return;
    if (account.monitor_status === 'UNSUPPORTED') {
      throw new Failure(
        'INVALID_PARAMETERS',
        'This account is not kept up to date, so there is nothing to stop.',
      );
    }
    await changeAccount(transaction, accountId, {
      monitor_status: 'CUSTOMER_DISABLED',
      monitor_updated_at: now(),
    });
  });
}
