// biome-ignore-all lint/style/noNonNullAssertion: an account that is being linked has a task
import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import { ConnectorError, type Datapoints } from '../connectors/connector.ts';
import type { ProviderEntry } from '../connectors/provider-entry.ts';
import { requireProvider } from '../connectors/providers-of.ts';
import { type AccountRow, changeAccount, getAccount } from '../domain/accounts.ts';
import { endLinkingRun } from '../domain/linking-runs.ts';
import { finishTask } from '../domain/tasks.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';
import { announceChange } from './account-changes.ts';
import { accountSource } from './account-source.ts';
import { storeDatapoints } from './store-datapoints.ts';

/**
 * Reads a connected account, and stores its data and events in one transaction. The caller must have the lease of its
 * linking run.
 */
export async function readAccount(services: Services, accountId: string): Promise<void> {
  const lease = services.leases.keep('linking', accountId);
  try {
    const account = await getAccount(services.store, accountId);
    const result = await fetchAll(services, account);
    await services.store.transaction((transaction) =>
      finishReading(services, transaction, { account, result }),
    );
  } finally {
    lease.stop();
  }
  announceChange(accountId);
}

async function finishReading(
  services: Services,
  transaction: Transaction,
  { account, result }: { account: AccountRow; result: Fetched },
): Promise<void> {
  const held = { accountId: account.id, phase: 'FETCH', owner: services.processId } as const;
  const isOurs = await endLinkingRun(transaction, held);
  await services.leases.release('linking', [account.id], transaction);
  // The account was revoked, or another process took over the run.
  if (!isOurs) return;
  await changeAccount(transaction, account.id, { task_id: null });
  const now = services.now();
  if ('datapoints' in result) {
    await storeDatapoints(transaction, account, { datapoints: result.datapoints, now });
  }
  const errorCode = 'errorCode' in result ? result.errorCode : null;
  const status = errorCode ? 'FAILED' : 'SUCCEEDED';
  const { tenantId, mode } = accountSource(account);
  await finishTask(transaction, { tenantId, mode }, { taskId: account.task_id!, status, errorCode, now });
}

type Fetched = { datapoints: Datapoints } | { errorCode: AccountErrorCode };

async function fetchAll(services: Services, account: AccountRow): Promise<Fetched> {
  try {
    const provider = requireProvider(services, account, account.provider_id);
    const connection = JSON.parse(account.connection ?? '{}');
    const request = { providerId: provider.id, connection, now: services.now() };
    return { datapoints: yielded(provider, await provider.connector.fetch(request)) };
  } catch (error) {
    const errorCode = error instanceof ConnectorError ? error.code : 'SYSTEM_ERROR';
    services.log.warn({ err: error, accountId: account.id, errorCode }, 'account.unreadable');
    return { errorCode };
  }
}

export const yielded = (provider: ProviderEntry, datapoints: Datapoints): Datapoints =>
  Object.fromEntries(provider.yields.map((kind) => [kind, datapoints[kind] ?? []]));
