import type { Client } from 'pg';

/**
 * A backup may take longer than the operator's timeouts. Only the open transaction ignores them, because a pooler gives
 * the connection to other clients.
 */
export async function liftTimeouts(client: Client): Promise<void> {
  // `transaction_timeout` exists only since PostgreSQL 17, and setting an unknown name would fail.
  await client.query(
    `select set_config(name, '0', true) from pg_settings
     where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`,
  );
}
