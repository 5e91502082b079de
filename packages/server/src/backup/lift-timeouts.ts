import type { Client } from 'pg';

/**
 * Lifts the operator's timeouts, because a backup may take longer than they permit. They are lifted only for the open
 * transaction, because a pooler gives the connection to other clients.
 */
export async function liftTimeouts(client: Client): Promise<void> {
  // `transaction_timeout` exists only since PostgreSQL 17, and setting an unknown name would fail.
  await client.query(
    `select set_config(name, '0', true) from pg_settings
     where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`,
  );
}
