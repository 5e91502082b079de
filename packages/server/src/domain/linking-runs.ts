import type { Queries, Transaction } from '../store/store.ts';

/** See the migration for what each phase means. */
export type LinkingPhase = 'SIGN_IN' | 'WAITING' | 'FETCH';

export interface LinkingRunRow {
  account_id: string;
  tenant_id: string;
  mode: string;
  phase: LinkingPhase;
  owner: string | null;
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
 * Moves a run on while its owner still holds it. False when another process has taken over, or the account has been
 * revoked.
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

/** Ends a run. False when the caller no longer owns it. */
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

/** Cancels a run in any phase and returns it. */
export const cancelLinkingRun = (transaction: Transaction, accountId: string) =>
  transaction.get<LinkingRunRow>('delete from linking_runs where account_id = $1 returning *', [accountId]);

export const findLinkingRun = (queries: Queries, accountId: string) =>
  queries.get<LinkingRunRow>('select * from linking_runs where account_id = $1', [accountId]);

/** Finds the run of a redirect. It does not prove that the request comes from the browser that began it. */
export const findLinkingRunByState = (queries: Queries, state: string) =>
  queries.get<LinkingRunRow>('select * from linking_runs where redirect_state = $1', [state]);

export const findDueLinkingRuns = (queries: Queries, now: number) =>
  queries.all<LinkingRunRow>('select * from linking_runs where due_at <= $1 order by due_at limit 50', [now]);

export async function extendLease(
  queries: Queries,
  lease: { accountId: string; owner: string; until: number },
): Promise<void> {
  await queries.run('update linking_runs set due_at = $3 where account_id = $1 and owner = $2', [
    lease.accountId,
    lease.owner,
    lease.until,
  ]);
}

/** Of several processes that saw the lease expire, exactly one gets true. */
export async function takeOverLinkingRun(
  queries: Queries,
  run: LinkingRunRow,
  lease: { owner: string; now: number; until: number },
): Promise<boolean> {
  const taken = await queries.run(
    `update linking_runs set owner = $2, due_at = $3
     where account_id = $1 and phase = $4 and due_at <= $5`,
    [run.account_id, lease.owner, lease.until, run.phase, lease.now],
  );
  return taken > 0;
}
