import type { Queries } from '../store/store.ts';
import type { InviteRow } from './invites.ts';

export interface QueuedMail {
  invite_id: string;
  attempts: number;
}

/** Longer than a mail server is waited for, so that one mail is never in two hands. */
const leaseMilliseconds = 120_000;

export async function queueInviteMail(queries: Queries, invite: InviteRow, now: number): Promise<void> {
  await queries.run(
    `insert into invite_mails (invite_id, tenant_id, mode, attempts, next_try_at, leased_until)
     values ($1, $2, $3, 0, $4, 0)`,
    [invite.id, invite.tenant_id, invite.mode, now],
  );
}

/** Takes up to `size` due mails; another process cannot take them until the lease ends. */
export const leaseInviteMails = (queries: Queries, { now, size }: { now: number; size: number }) =>
  queries.all<QueuedMail>(
    // The outer conditions are repeated because PostgreSQL checks only those again after waiting for a row.
    `update invite_mails set leased_until = $1, attempts = attempts + 1
     where refused_at is null and next_try_at <= $2 and leased_until <= $2 and invite_id in (
       select invite_id from invite_mails
       where refused_at is null and next_try_at <= $2 and leased_until <= $2 order by next_try_at limit $3)
     returning invite_id, attempts`,
    [now + leaseMilliseconds, now, size],
  );

export const dropInviteMail = (queries: Queries, inviteId: string) =>
  queries.run('delete from invite_mails where invite_id = $1', [inviteId]);

export const postponeInviteMail = (
  queries: Queries,
  inviteId: string,
  { at, reason }: { at: number; reason: string },
) =>
  queries.run(
    'update invite_mails set next_try_at = $1, leased_until = 0, last_error = $2 where invite_id = $3',
    [at, reason, inviteId],
  );

export const refuseInviteMail = (
  queries: Queries,
  inviteId: string,
  { now, reason }: { now: number; reason: string },
) =>
  queries.run(
    'update invite_mails set refused_at = $1, leased_until = 0, last_error = $2 where invite_id = $3',
    [now, reason, inviteId],
  );

/** A look without a lock: taking mails writes, and there hardly ever are any. */
export async function hasDueInviteMails(queries: Queries, now: number): Promise<boolean> {
  const row = await queries.get(
    `select 1 from invite_mails where refused_at is null and next_try_at <= $1 and leased_until <= $1 limit 1`,
    [now],
  );
  return row !== undefined;
}
