import { isFree } from '../platform/lease.ts';
import type { Queries, Transaction } from '../store/store.ts';

/**
 * SIGN_IN: a process takes a step, with credentials or an answer in its memory. WAITING: the user has to act. FETCH: a
 * process reads the data. The process has a lease of the kind `linking`.
 */
export type LinkingPhase = 'SIGN_IN' | 'WAITING' | 'FETCH';

export interface LinkingRunRow {
  account_id: string;
  tenant_id: string;
  mode: string;
  phase: LinkingPhase;
  /** Null while the run waits. A change of the phase fails if another process has taken over the run. */
  owner: string | null;
  /** While the run waits: the user's deadline. In the other phases, the run is due when no process has its lease. */
  due_at: number;
  pending: string | null;
  /** Nobody can guess this value, which identifies one redirect. */
  redirect_state: string | null;
  redirect_url: string | null;
}

export type NewLinkingRun = Pick<
  LinkingRunRow,
  'account_id' | 'tenant_id' | 'mode' | 'phase' | 'owner' | 'due_at'
>;

export async function addLinkingRun(transaction: Transaction, run: NewLinkingRun): Promise<void> {
  await transaction.run(
    `insert into linking_runs (account_id, tenant_id, mode, phase, owner, due_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [run.account_id, run.tenant_id, run.mode, run.phase, run.owner, run.due_at],
  );
}

/** False if the phase or owner is not that of `from`: the account was revoked, or another process took over. */
export async function moveLinkingRun(
  transaction: Transaction,
  from: { accountId: string; phase: LinkingPhase; owner: string | null },
  to: Omit<LinkingRunRow, 'account_id' | 'tenant_id' | 'mode'>,
): Promise<boolean> {
  const moved = await transaction.run(
    `update linking_runs set phase = $4, owner = $5, due_at = $6, pending = $7, redirect_state = $8,
       redirect_url = $9
     where account_id = $1 and phase = $2 and coalesce(owner, '') = $3`,
    [
      from.accountId,
      from.phase,
      from.owner ?? '',
      to.phase,
      to.owner,
      to.due_at,
      to.pending,
      to.redirect_state,
      to.redirect_url,
    ],
  );
  return moved > 0;
}

/** False when the run no longer has this phase and owner. */
export async function endLinkingRun(
  transaction: Transaction,
  run: { accountId: string; phase: LinkingPhase; owner: string | null },
): Promise<boolean> {
  const ended = await transaction.run(
    `delete from linking_runs where account_id = $1 and phase = $2 and coalesce(owner, '') = $3`,
    [run.accountId, run.phase, run.owner ?? ''],
  );
  return ended > 0;
}

export const lockLinkingRun = (transaction: Transaction, accountId: string): Promise<number> =>
  transaction.run('update linking_runs set owner = owner where account_id = $1', [accountId]);

export const cancelLinkingRun = (transaction: Transaction, accountId: string) =>
  transaction.get<LinkingRunRow>('delete from linking_runs where account_id = $1 returning *', [accountId]);

export async function cancelSignIn(transaction: Transaction, accountId: string): Promise<boolean> {
  const cancelled = await transaction.run(
    `delete from linking_runs where account_id = $1 and phase <> 'FETCH'`,
    [accountId],
  );
  return cancelled > 0;
}

/** The accounts of a session that are signing in. With `onlyWaiting`, only those whose sign-in waits for the user. */
export async function findSigningIn(
  queries: Queries,
  session: { tenantId: string; mode: string; userId: string; sessionId: string },
  { onlyWaiting }: { onlyWaiting: boolean },
): Promise<string[]> {
  const isStopped = onlyWaiting ? `r.phase = 'WAITING'` : `r.phase <> 'FETCH'`;
  const rows = await queries.all<{ account_id: string }>(
    `select r.account_id from linking_runs r join accounts a on a.id = r.account_id
     where a.tenant_id = $1 and a.mode = $2 and a.user_id = $3 and a.session_id = $4 and ${isStopped}
     order by r.account_id`,
    [session.tenantId, session.mode, session.userId, session.sessionId],
  );
  return rows.map(({ account_id }) => account_id);
}

export const findLinkingRun = (queries: Queries, accountId: string) =>
  queries.get<LinkingRunRow>('select * from linking_runs where account_id = $1', [accountId]);

/** Finds the run of a redirect by its state. The state does not prove that the sign-in began in the same browser. */
export const findLinkingRunByState = (queries: Queries, state: string) =>
  queries.get<LinkingRunRow>('select * from linking_runs where redirect_state = $1', [state]);

/** Up to 50 runs whose user did not act in time, or whose process has died. */
export const findDueLinkingRuns = (queries: Queries, now: number) =>
  queries.all<LinkingRunRow>(
    `select * from linking_runs where due_at <= $1 and ${isFree('linking', 'account_id')} order by due_at limit 50`,
    [now],
  );

/** Takes over a run whose lease the caller has. False if the run has ended or moved to another phase. */
export async function takeOverLinkingRun(
  transaction: Transaction,
  run: LinkingRunRow,
  processId: string,
): Promise<boolean> {
  const taken = await transaction.run(
    'update linking_runs set owner = $2 where account_id = $1 and phase = $3',
    [run.account_id, processId, run.phase],
  );
  return taken > 0;
}
