import type { Statements } from '../../store/sqlite/statements.ts';
import { type OutcomeRow, outcomeFields, type PackedOutcomes } from './pack-outcomes.ts';

// One that was given up, or whose user was erased meanwhile, is over: only a success still counts.
const updateDelivery = `
  update deliveries
  set state = $4, attempts = $5, due_at = $6, last_status = $7, last_error = $8, updated_at = $9
  where tenant_id = $1 and webhook_id = $2 and sequence = $3 and (state <> 'failed' or $4 = 'delivered')`;
// A process that lost its lease may record the same attempt late: the first record stands.
const insertAttempt = `
  insert into attempts values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`;
const moveCursor = `
  update cursors set sequence = $3 where tenant_id = $1 and webhook_id = $2 and sequence < $3`;

/** Writes attempts and what follows for their deliveries; runs inside the database thread. */
export function recordOutcomes(statements: Statements, { rows, cursors, now }: PackedOutcomes): void {
  const update = statements.of(updateDelivery);
  const insert = statements.of(insertAttempt);
  for (let n = 0; n < rows.length; n += outcomeFields) {
    const row = rows.slice(n, n + outcomeFields) as OutcomeRow;
    const [
      tenantId,
      webhookId,
      sequence,
      number,
      startedAt,
      durationMs,
      status,
      error,
      headers,
      body,
      state,
      dueAt,
    ] = row;
    update.run(tenantId, webhookId, sequence, state, number, dueAt, status, error, now);
    insert.run(tenantId, webhookId, sequence, number, startedAt, durationMs, status, error, headers, body);
  }
  const move = statements.of(moveCursor);
  for (const { tenantId, webhookId, sequence } of cursors) move.run(tenantId, webhookId, sequence);
}
