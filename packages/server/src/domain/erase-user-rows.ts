import type { Caller } from '../platform/caller.ts';
import type { Transaction } from '../store/store.ts';
import { countSessionsOfUser } from './session-figures.ts';
import { lockSessionsOfUser } from './sessions.ts';

const ofUser = 'tenant_id = $1 and mode = $2 and user_id = $3';
const idsOf = (table: string): string => `(select id from ${table} where ${ofUser})`;
const deletionOf = (table: string): string => `delete from ${table} where ${ofUser}`;
const deletionOfInviteMails = `delete from invite_mails where invite_id in ${idsOf('invites')}`;

/**
 * The statements that delete a user's rows, in the order in which other transactions lock the rows. Archives are locked
 * first and deleted later, because deleting the files requires the archives.
 */
const deletions: readonly string[] = [
  deletionOf('sessions'),
  `delete from linking_runs where account_id in ${idsOf('accounts')}`,
  deletionOf('accounts'),
  `update archives set version = version where ${ofUser}`,
  `delete from files where archive_id in ${idsOf('archives')}`,
  deletionOf('archives'),
  deletionOf('tasks'),
  deletionOf('datapoints'),
  deletionOfInviteMails,
  ...[
    'invites',
    'invite_logs',
    'hosted_links',
    'tokens',
    'callbacks',
    'consents',
    'employer_surveys',
    'user_references',
  ].map(deletionOf),
];

/**
 * Deletes a user's rows. The row in `users` is only emptied, because it is deleted at the end of the erasure. The
 * statements are sent together, so that the rows are not locked for a round trip each.
 */
export async function eraseUserRows(
  transaction: Transaction,
  { tenantId, mode }: Caller,
  userId: string,
): Promise<void> {
  const emptied = `update users set external_metadata = '{}', channel_id = null
    where tenant_id = $1 and mode = $2 and id = $3`;
  await Promise.all([...deletions, emptied].map((sql) => transaction.run(sql, [tenantId, mode, userId])));
}

/**
 * Deletes a user's invites, links, link tokens and sessions, so that no widget acts for the user any more, and none can
 * be opened. The funnel still counts the sessions.
 */
export async function endUserAccess(
  transaction: Transaction,
  { tenantId, mode }: Caller,
  userId: string,
): Promise<void> {
  await lockSessionsOfUser(transaction, { tenantId, mode, userId });
  for (const sql of [deletionOfInviteMails, ...['invites', 'hosted_links', 'tokens'].map(deletionOf)]) {
    await transaction.run(sql, [tenantId, mode, userId]);
  }
  await countSessionsOfUser(transaction, { tenantId, mode, userId });
  await transaction.run(deletionOf('sessions'), [tenantId, mode, userId]);
}
