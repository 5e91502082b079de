import type { Client } from 'pg';

/**
 * Lifts the timeouts that an operator may have set for the database or its user. Such timeouts suit short statements,
 * but making or restoring an archive with much data takes a long time. The timeouts are lifted for the open transaction
 * only, because a pooler gives the connection to other clients afterwards.
 */
export async function liftTimeouts(client: Client): Promise<void> {
  // `transaction_timeout` exists only since PostgreSQL 17, so the statement sets only what `pg_settings` lists.
  await client.query(
    `select set_config(name, '0', true) from pg_settings
     where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`,
  );
}
