import type { Queries, Store, Transaction } from '../store/store.ts';
import type { AccountRow } from './accounts.ts';
import { lowerAscii } from './lower-ascii.ts';

/**
 * Counts sign-in attempts at one provider. An attempt is created with its account and may have to wait before it
 * begins. It ends when the provider has responded.
 */
export interface SignInAttempts {
  /** Wrong passwords, and attempts with a password that were stopped before the provider had responded. */
  failed: number;
  begun: number;
  /** Attempts that were created before the account's own attempt and have not ended, whether they have begun or not. */
  earlier: number;
}

/** Some providers ignore these characters in a login. Without this, each spelling would have a limit of its own. */
const folded = (login: string, engine: Store['engine']): string =>
  [' ', '.', '-', '(', ')'].reduce(
    (sql, sign) => `replace(${sql}, '${sign}', '')`,
    lowerAscii(login, engine),
  );

export interface CountedSignIns extends Record<'session' | 'user' | 'login', SignInAttempts> {
  /** False if the account's own attempt has ended, for example because the user has left. */
  isOpen: boolean;
}

/**
 * Counts the other attempts at the account's provider that were created at the time `since` or later. The count for a
 * login includes attempts by other users.
 */
export async function countSignInAttempts(
  queries: Queries,
  { engine, account, since }: { engine: Store['engine']; account: AccountRow; since: number },
): Promise<CountedSignIns> {
  // If stopped attempts did not count, passwords could be tried without a limit.
  const wasStopped = `connection_status = 'DISCONNECTED' and sign_in_begun = 1 and connected_at is null
      and login_name is not null`;
  const hasFailed = `(error_code = 'INVALID_CREDENTIALS' or (${wasStopped}))`;
  const isPending = `connection_status = 'PENDING' and redirect_url is null`;
  const isEarlier = `(created_at < $6 or (created_at = $6 and id < $5))`;
  const scopes = {
    session: 'session_id = $7',
    user: 'user_id = $8',
    login: `${folded('login_name', engine)} = ${folded('$9', engine)}`,
  };
  const sums = Object.entries(scopes).flatMap(([scope, isOfScope]) => [
    `sum(case when ${hasFailed} and ${isOfScope} then 1 else 0 end) as ${scope}_failed`,
    `sum(case when ${isPending} and sign_in_begun = 1 and ${isOfScope} then 1 else 0 end) as ${scope}_begun`,
    `sum(case when ${isPending} and ${isEarlier} and ${isOfScope} then 1 else 0 end) as ${scope}_earlier`,
  ]);
  const row = await queries.get<Record<string, number | null>>(
    `select ${sums.join(', ')},
       (select count(*) from accounts where id = $5 and connection_status = 'PENDING') as is_open
     from accounts
     where tenant_id = $1 and mode = $2 and provider_id = $3 and created_at >= $4 and id <> $5
       and (${Object.values(scopes).join(' or ')})`,
    [
      account.tenant_id,
      account.mode,
      account.provider_id,
      since,
      account.id,
      account.created_at,
      account.session_id ?? '',
      account.user_id,
      account.login_name,
    ],
  );
  const attempts = (scope: string): SignInAttempts => ({
    failed: Number(row?.[`${scope}_failed`] ?? 0),
    begun: Number(row?.[`${scope}_begun`] ?? 0),
    earlier: Number(row?.[`${scope}_earlier`] ?? 0),
  });
  const isOpen = Number(row?.is_open) > 0;
  return { session: attempts('session'), user: attempts('user'), login: attempts('login'), isOpen };
}

/** Other transactions that lock the attempts at this provider wait until this one has ended. */
export async function lockSignIns(
  transaction: Transaction,
  engine: Store['engine'],
  { tenant_id, mode, provider_id }: AccountRow,
): Promise<void> {
  // SQLite has only one writer at a time, so it needs no lock.
  if (engine === 'sqlite') return;
  const name = `sign-in ${tenant_id} ${mode} ${provider_id}`;
  await transaction.get('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}

/** The provider has responded. So if the attempt is stopped later, for example at a code, it does not count as failed. */
export const markSignInEnded = (transaction: Transaction, accountId: string) =>
  transaction.run('update accounts set sign_in_begun = 0 where id = $1 and sign_in_begun = 1', [accountId]);

/** False if the attempt was stopped meanwhile. */
export const markSignInBegun = async (transaction: Transaction, accountId: string): Promise<boolean> =>
  (await transaction.run(
    `update accounts set sign_in_begun = 1 where id = $1 and connection_status = 'PENDING'`,
    [accountId],
  )) > 0;
