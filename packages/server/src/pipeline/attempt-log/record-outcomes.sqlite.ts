import type { Statements } from '../../store/sqlite/statements.ts';
import { AttemptCounter, addToFigures, type FigureRow, figureColumns } from './attempt-counter.ts';
import { countOutcomes, type OutcomeRow, outcomeAt, type PackedOutcomes } from './pack-outcomes.ts';

/*
 * The comments in record-outcomes.postgres.ts explain the rules of these statements.
 */

const updateFirstSuccess = `
  update deliveries set state = 'delivered', attempts = 1, last_status = $4, last_error = null,
    last_cause = null, updated_at = $5, first_started_at = $6, first_duration_ms = $7, first_status = $8,
    first_headers = $9, first_body = $10
  where tenant_id = $1 and webhook_id = $2 and sequence = $3 and attempts = 0 and due_at is null and erased = 0`;
const intoAttempts = `insert into other_attempts
    (tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error, response_headers, response_body, cause)`;
const insertFirstSuccess = `
  ${intoAttempts} values ($1, $2, $3, 1, $4, $5, $6, null, $7, $8, null) on conflict do nothing`;

const insertAttempt = `
  ${intoAttempts}
  select $1, $2, $3, $4, $5, $6, $7, $8,
    case when erased = 0 then $9 end, case when erased = 0 then $10 end, $11
  from deliveries where tenant_id = $1 and webhook_id = $2 and sequence = $3
    and not ($4 = 1 and first_started_at is not null)
  on conflict do nothing`;
const isRequested = 'due_at > coalesce($7, 0) and (attempts < $4 or attempts_before >= $4)';
const updateOther = `
  update deliveries set
    state = case when ${isRequested} then 'retrying' else $5 end,
    due_at = case when ${isRequested} then due_at else $6 end,
    attempts = max(attempts, $4), last_status = $8, last_error = $9, last_cause = $11, updated_at = $10
  where tenant_id = $1 and webhook_id = $2 and sequence = $3
    and ($5 = 'delivered' or (state <> 'failed' and attempts < $4))`;

const insertFigures = `
  insert into attempt_figures (${figureColumns.join(', ')})
  values (${figureColumns.map((_, index) => `$${index + 1}`).join(', ')}) ${addToFigures}`;

const moveCursor = `
  update cursors set sequence = $3 where tenant_id = $1 and webhook_id = $2 and sequence < $3`;

/** Runs in the database's thread. */
export function recordOutcomes(statements: Statements, packed: PackedOutcomes): void {
  const { firstSuccesses, cursors, now } = packed;
  const count = countOutcomes(packed);
  const attempts = new AttemptCounter();
  for (let index = 0; index < count; index++) {
    const outcome = outcomeAt(packed, index);
    if (index < firstSuccesses) recordFirstSuccess(statements, outcome, now);
    else recordOther(statements, outcome, now);
    attempts.add(outcome, outcome.state === 'delivered');
  }
  addFigures(statements, attempts.rows());
  const move = statements.of(moveCursor);
  for (const { tenantId, webhookId, sequence } of cursors) move.run(tenantId, webhookId, sequence);
}

function addFigures(statements: Statements, rows: readonly FigureRow[]): void {
  const insert = statements.of(insertFigures);
  for (const { tenantId, webhookId, span, startsAt, expiresAt, total, failed, durations } of rows)
    insert.run(tenantId, webhookId, span, startsAt, expiresAt, total, failed, ...durations);
}

/**
 * In bytes. SQLite moves part of a row of more than 1,002 bytes to another page, which every list of deliveries would
 * have to read too.
 */
const longestResponse = 500;
const bytesOf = (text: string | null) => (text === null ? 0 : Buffer.byteLength(text));

/** A first success is the most common outcome. Its `insert ... values` takes half as long as `insert ... select`. */
function recordFirstSuccess(statements: Statements, outcome: OutcomeRow, now: number): void {
  const { tenantId, webhookId, sequence, startedAt, durationMs, status, headers, body } = outcome;
  const key = [tenantId, webhookId, sequence];
  const isShort = bytesOf(headers) + bytesOf(body) <= longestResponse;
  const attempt = [startedAt, durationMs, status, headers, body];
  const own = isShort ? attempt : [null, null, null, null, null];
  const { changes } = statements.of(updateFirstSuccess).run(...key, status, now, ...own);
  if (Number(changes) === 0) recordOther(statements, outcome, now);
  else if (!isShort) statements.of(insertFirstSuccess).run(...key, ...attempt);
}

function recordOther(statements: Statements, outcome: OutcomeRow, now: number): void {
  const { tenantId, webhookId, sequence, number, startedAt, durationMs, status, error, cause } = outcome;
  const { headers, body, state, dueAt, wasDueAt } = outcome;
  statements
    .of(insertAttempt)
    .run(tenantId, webhookId, sequence, number, startedAt, durationMs, status, error, headers, body, cause);
  statements
    .of(updateOther)
    .run(tenantId, webhookId, sequence, number, state, dueAt, wasDueAt, status, error, now, cause);
}
