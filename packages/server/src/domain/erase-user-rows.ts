import type { Caller } from '../platform/caller.ts';
import type { Transaction } from '../store/store.ts';
import { countSessionsOfUser } from './session-figures.ts';
import { lockSessionsOfUser } from './sessions.ts';

const ofUser = 'tenant_id = $1 and mode = $2 and user_id = $3';
const idsOf = (table: string): string => `(select id from ${table} where ${ofUser})`;

/**
 * The statements that delete a user's rows, except the row in `users` and the events. They run in the order in which
 * other transactions lock the rows. The first statement on `archives` only locks the archives, because they are still
 * needed to find the files.
 */
const deletions: readonly string[] = [
  `delete from sessions where ${ofUser}`,
  `delete from linking_runs where account_id in ${idsOf('accounts')}`,
  `delete from accounts where ${ofUser}`,
  `update archives set version = version where ${ofUser}`,
  `delete from files where archive_id in ${idsOf('archives')}`,
  `delete from archives where ${ofUser}`,
  `delete from tasks where ${ofUser}`,
  `delete from datapoints where ${ofUser}`,
  `delete from invite_mails where invite_id in ${idsOf('invites')}`,
  ...[
    'invites',
    'invite_logs',
    'hosted_links',
    'tokens',
    'callbacks',
    'consents',
    'employer_surveys',
    'user_references',
  ].map((table) => `delete from ${table} where ${ofUser}`),
];

/**
 * Deletes the rows of a user, and empties the user's row in `users`. As long as that row exists, the erasure has not
 * finished.
 */
export async function eraseUserRows(
  transaction: Transaction,
  { tenantId, mode }: Caller,
  userId: string,
): Promise<void> {
  for (const sql of deletions) await transaction.run(sql, [tenantId, mode, userId]);
  await transaction.run(
    `update users set external_metadata = '{}', channel_id = null where tenant_id = $1 and mode = $2 and id = $3`,
    [tenantId, mode, userId],
  );
}

/**
 * Deletes a user's hosted links, link tokens and sessions, so that open widgets no longer act for the user. The figures
 * of the funnel still count the sessions.
 */
export async function endUserAccess(
  transaction: Transaction,
  { tenantId, mode }: Caller,
  userId: string,
): Promise<void> {
  await lockSessionsOfUser(transaction, { tenantId, mode, userId });
  for (const table of ['hosted_links', 'tokens']) {
    await transaction.run(`delete from ${table} where ${ofUser}`, [tenantId, mode, userId]);
  }
  await countSessionsOfUser(transaction, { tenantId, mode, userId });
  await transaction.run(`delete from sessions where ${ofUser}`, [tenantId, mode, userId]);
}
