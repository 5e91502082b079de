// biome-ignore-all lint/style/noNonNullAssertion: the row was written in the same transaction
import type { AccountErrorCode, ConnectionStatus, MonitorStatus } from '@winkwire/contract/account-statuses';
import type { AccountReference, CallbackRecord } from '@winkwire/contract/callbacks';
import type { Mode } from '@winkwire/contract/modes';
import type { Account } from '@winkwire/contract/resources/account';
import { timestamp } from '@winkwire/contract/timestamp';
import type { AccountProgress } from '@winkwire/contract/widget-api';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { byDay, ofUser } from './filters.ts';
import { Listing } from './listing.ts';

export interface AccountRow {
  id: string;
  tenant_id: string;
  mode: Mode;
  user_id: string;
  provider_id: string;
  session_id: string | null;
  login_name: string | null;
  connection_status: ConnectionStatus;
  error_code: AccountErrorCode | null;
  error_message: string | null;
  connection_updated_at: number;
  monitor_status: MonitorStatus;
  monitor_updated_at: number | null;
  challenge: string | null;
  redirect_url: string | null;
  connection: string | null;
  task_id: string | null;
  version: number;
  created_at: number;
  connected_at: number | null;
}

interface Owner {
  tenantId: string;
  mode: string;
}

const columns = [
  'id',
  'tenant_id',
  'mode',
  'user_id',
  'provider_id',
  'session_id',
  'login_name',
  'connection_status',
  'error_code',
  'error_message',
  'connection_updated_at',
  'monitor_status',
  'monitor_updated_at',
  'challenge',
  'redirect_url',
  'connection',
  'task_id',
  'version',
  'created_at',
  'connected_at',
] as const satisfies (keyof AccountRow)[];

const places = columns.map((_, index) => `$${index + 1}`).join(', ');

export async function addAccount(transaction: Transaction, row: AccountRow): Promise<void> {
  await transaction.run(
    `insert into accounts (${columns.join(', ')}) values (${places})`,
    columns.map((column) => row[column]),
  );
}

/** `changeAccount` increases `version` itself. */
export type AccountChange = Partial<Omit<AccountRow, 'id' | 'tenant_id' | 'mode' | 'user_id' | 'version'>>;

export async function changeAccount(
  transaction: Transaction,
  id: string,
  change: AccountChange,
): Promise<AccountRow> {
  const names = Object.keys(change) as (keyof AccountChange)[];
  const sets = names.map((name, index) => `${name} = $${index + 2}`);
  const row = await transaction.get<AccountRow>(
    `update accounts set ${[...sets, 'version = version + 1'].join(', ')} where id = $1 returning *`,
    [id, ...names.map((name) => change[name] ?? null)],
  );
  return row!;
}

/**
 * Disconnects an account. Undefined if it is already disconnected, so only one of several concurrent revocations gets
 * the row.
 */
export const claimDisconnection = (transaction: Transaction, id: string) =>
  transaction.get<AccountRow>(
    `update accounts set connection_status = 'DISCONNECTED'
     where id = $1 and connection_status <> 'DISCONNECTED' returning *`,
    [id],
  );

export const findAccount = (queries: Queries, owner: Owner, id: string) =>
  queries.get<AccountRow>('select * from accounts where tenant_id = $1 and mode = $2 and id = $3', [
    owner.tenantId,
    owner.mode,
    id,
  ]);

export async function requireAccount(queries: Queries, caller: Caller, id: string): Promise<AccountRow> {
  const row = await findAccount(queries, caller, id);
  if (!row) throw new Failure('MISSING_RESOURCE', `There is no account ${id} in ${caller.mode}.`);
  return row;
}

/** Does not check the owner. The caller must do so if the id comes from a request. */
export const getAccount = async (queries: Queries, id: string): Promise<AccountRow> =>
  (await queries.get<AccountRow>('select * from accounts where id = $1', [id]))!;

export const findAccountsOfUser = (queries: Queries, owner: Owner, userId: string) =>
  queries.all<AccountRow>(
    `select * from accounts where tenant_id = $1 and mode = $2 and user_id = $3 order by created_at, id`,
    [owner.tenantId, owner.mode, userId],
  );

export function accountResource(row: AccountRow): Account {
  return {
    id: row.id,
    createdAt: timestamp(Number(row.created_at)),
    providerId: row.provider_id,
    userId: row.user_id,
    connectionStatus: row.connection_status,
    monitorStatus: row.monitor_status,
    monitor: { status: row.monitor_status, updatedAt: time(row.monitor_updated_at) },
    connection: {
      status: row.connection_status,
      errorCode: row.error_code,
      errorMessage: row.error_message,
      updatedAt: timestamp(Number(row.connection_updated_at)),
    },
  };
}

export function accountProgress(row: AccountRow, callbacks: CallbackRecord[]): AccountProgress {
  return {
    accountId: row.id,
    providerId: row.provider_id,
    status: row.connection_status,
    version: Number(row.version),
    challenge: row.challenge === null ? null : JSON.parse(row.challenge),
    redirectUrl: row.redirect_url,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    loginName: row.login_name,
    connectedAt: time(row.connected_at),
    callbacks,
  };
}

export const accountReference = (row: AccountRow): AccountReference => ({
  accountId: row.id,
  userId: row.user_id,
  providerId: row.provider_id,
});

const time = (milliseconds: number | null) =>
  milliseconds === null ? null : timestamp(Number(milliseconds));

/** The providers at which each user has a connected account. Users without such an account are absent. */
export async function findProvidersOfUsers(
  queries: Queries,
  owner: Owner,
  userIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (userIds.length === 0) return new Map();
  const places = userIds.map((_, index) => `$${index + 3}`).join(', ');
  const rows = await queries.all<{ user_id: string; provider_id: string }>(
    `select distinct user_id, provider_id from accounts
     where tenant_id = $1 and mode = $2 and connection_status = 'CONNECTED' and user_id in (${places})
     order by user_id, provider_id`,
    [owner.tenantId, owner.mode, ...userIds],
  );
  const byUser = Map.groupBy(rows, ({ user_id }) => user_id);
  return new Map([...byUser].map(([userId, found]) => [userId, found.map(({ provider_id }) => provider_id)]));
}

export const accountListing = new Listing<AccountRow, Account>({
  table: 'accounts',
  filters: { userId: ofUser, ...byDay('created_at') },
  toResource: accountResource,
});
