import type { Client } from 'pg';

/**
 * Lifts the timeouts that an operator may have set for the database or its user. They suit short statements, but an
 * archive with much data takes a long time. The timeouts are lifted for the open transaction only, because a pooler
 * gives the connection to other clients afterwards.
 */
export async function liftTimeouts(client: Client): Promise<void> {
  // PostgreSQL has `transaction_timeout` since version 17, so the statement lifts those that the catalogue names.
  await client.query(
    `select set_config(name, '0', true) from pg_settings
     where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`,
  );
}
