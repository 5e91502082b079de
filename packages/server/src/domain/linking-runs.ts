import { isFree } from '../platform/lease.ts';
import type { Queries, Transaction } from '../store/store.ts';

/**
 * SIGN_IN: a process has the credentials in its memory. WAITING: for the user's answer. FETCH: a process reads the data.
 * A process has a lease, of the kind `linking`, on the run that it works on.
 */
export type LinkingPhase = 'SIGN_IN' | 'WAITING' | 'FETCH';

export interface LinkingRunRow {
  account_id: string;
  tenant_id: string;
  mode: string;
  phase: LinkingPhase;
  /** The process that works on the run; null while it waits. A step of another process is refused. */
  owner: string | null;
  /** While it waits, the end of the time to answer. Otherwise it is due as soon as no process has its lease. */
  due_at: number;
  pending: string | null;
  /** Unguessable, for one redirect. */
  redirect_state: string | null;
  /** The provider's page that this redirect leads to. */
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

/**
 * Moves a run on only while it is still the caller's: false means that another process took it over, or that the
 * account was revoked meanwhile.
 */
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

/** Ends the run; false when it is not the caller's any more. */
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

/** Ends the run in whatever phase it is, and returns it. */
export const cancelLinkingRun = (transaction: Transaction, accountId: string) =>
  transaction.get<LinkingRunRow>('delete from linking_runs where account_id = $1 returning *', [accountId]);

export const findLinkingRun = (queries: Queries, accountId: string) =>
  queries.get<LinkingRunRow>('select * from linking_runs where account_id = $1', [accountId]);

/** Finds the run that a redirect belongs to. It does not prove that the right browser came back. */
export const findLinkingRunByState = (queries: Queries, state: string) =>
  queries.get<LinkingRunRow>('select * from linking_runs where redirect_state = $1', [state]);

/** Runs whose user did not answer in time, and runs that no process works on. */
export const findDueLinkingRuns = (queries: Queries, now: number) =>
  queries.all<LinkingRunRow>(
    `select * from linking_runs where due_at <= $1 and ${isFree('linking', 'account_id')} order by due_at limit 50`,
    [now],
  );

/** True unless the run was finished or moved meanwhile. The caller has its lease. */
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
