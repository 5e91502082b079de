import type { Changes, KnownDatapoints } from '../connectors/connector.ts';
import { requireProvider } from '../connectors/providers-of.ts';
import { type AccountRow, changeAccount, requireAccount } from '../domain/accounts.ts';
import { datapointsPayload } from '../domain/datapoint-payload.ts';
import { datapointNamesOf, datapointsOf } from '../domain/datapoints.ts';
import { finishTask, startTask } from '../domain/tasks.ts';
import { accountSource } from '../linking/account-source.ts';
import { kindsInOrder } from '../linking/append-added.ts';
import { yielded } from '../linking/read-account.ts';
import { storeDatapoints } from '../linking/store-datapoints.ts';
import { updateStored } from '../linking/update-stored.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';

/**
 * Refreshes an account once, as continuous sync does. Throws MISSING_RESOURCE, or INVALID_PARAMETERS if the account
 * cannot be synced.
 */
export async function syncAccount(
  services: Services,
  caller: Caller,
  accountId: string,
): Promise<AccountRow> {
  const account = await requireAccount(services.store, caller, accountId);
  const isBroken = account.connection_status === 'ERROR' && account.monitor_status === 'USER_ACTION_REQUIRED';
  if (!isBroken && (account.connection_status !== 'CONNECTED' || account.monitor_status !== 'ACTIVE')) {
    throw new Failure(
      'INVALID_PARAMETERS',
      `This account cannot be synced, because its connection is ${account.connection_status} and its monitoring is ${account.monitor_status}.`,
    );
  }
  const changes = isBroken ? undefined : await findChanges(services, account);
  await services.store.transaction((transaction) =>
    storeChanges(services, transaction, { before: account, changes }),
  );
  return requireAccount(services.store, caller, accountId);
}

async function findChanges(services: Services, account: AccountRow): Promise<Changes> {
  const provider = requireProvider(services, account, account.provider_id);
  const known: KnownDatapoints = {};
  for (const kind of kindsInOrder) {
    const stored = await datapointsOf(services.store, accountSource(account), { sourceId: account.id, kind });
    Object.assign(known, { [kind]: stored });
  }
  const changes = await provider.connector.refresh({
    providerId: provider.id,
    connection: JSON.parse(account.connection ?? '{}'),
    now: services.now(),
    known,
  });
  return { ...changes, added: yielded(provider, changes.added) };
}

async function storeChanges(
  { now }: Services,
  transaction: Transaction,
  { before, changes }: { before: AccountRow; changes: Changes | undefined },
): Promise<void> {
  const { tenantId, mode } = accountSource(before);
  // Locks the row, so a revocation or a second refresh waits.
  const account = await changeAccount(transaction, before.id, {});
  // The changes were found in what was stored before. A second refresh would store them again.
  if (Number(account.version) !== Number(before.version) + 1 || account.task_id !== null) {
    throw new Failure(
      'INVALID_PARAMETERS',
      'The account has changed meanwhile. Check its status before retrying.',
    );
  }
  // Continuous sync belongs to no widget session.
  const outside = { ...account, session_id: null };
  const taskId = await startTask(transaction, {
    ...accountSource(account),
    type: 'UPDATE_ACCOUNT',
    now: now(),
  });
  if (changes) {
    await updateStored(transaction, outside, { updated: changes.updated, now: now() });
    await storeDatapoints(transaction, outside, { datapoints: changes.added, now: now() });
  }
  const status = changes ? 'SUCCEEDED' : 'FAILED';
  const errorCode = changes ? null : account.error_code;
  await finishTask(transaction, { tenantId, mode }, { taskId, status, errorCode, now: now() });
  transaction.append({
    tenantId,
    mode,
    type: 'ACCOUNT_SYNC_TASK_FINISHED',
    data: {
      userId: account.user_id,
      sourceId: account.id,
      sourceType: 'ACCOUNT',
      providers: [account.provider_id],
      status,
      monitorStatus: account.monitor_status,
      datapoints: changes ? await datapointNamesOf(transaction, { tenantId, mode }, account.id) : [],
    },
    payload: await datapointsPayload(transaction, { tenantId, mode }, account.id),
    sourceId: account.id,
    userId: account.user_id,
  });
}
