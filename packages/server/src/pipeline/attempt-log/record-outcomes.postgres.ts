import { durationColumns } from '../../domain/attempt-figures.ts';
import { bigintColumn, textColumn } from '../../store/postgres/columns.ts';
import type { Queries } from '../../store/store.ts';
import {
  type AttemptOutcome,
  type CursorMove,
  deliveryState,
  isFirstSuccess,
  type OutcomeBatch,
} from '../model/attempt-outcome.ts';
import { AttemptCounter, addToFigures, type FigureRow, figureColumns } from './attempt-counter.ts';
import { inKeyOrder } from './in-key-order.ts';

/** All statements are sent together, so a transaction causes only one round trip to the database. */
export function recordOutcomes(
  queries: Queries,
  { outcomes, cursors, now, isRepeated = false }: OutcomeBatch,
): Promise<unknown> {
  const sorted = outcomes.toSorted(inKeyOrder);
  const { firstSuccesses = [], others = [] } = Object.groupBy(sorted, (outcome) =>
    isFirstSuccess(outcome) ? 'firstSuccesses' : 'others',
  );
  return Promise.all([
    // This statement looks for a stored attempt of the batch, so it must run before the attempts are written.
    addFigures(queries, sorted, { isRepeated }),
    recordFirstSuccesses(queries, firstSuccesses, now),
    recordOthers(queries, others, now),
    moveCursors(queries, cursors),
  ]);
}

/*
 * The tenant id has to be a column of `v`. When it was a parameter, PostgreSQL compared each outcome with all
 * deliveries of the tenant.
 */

/** After a failover, the sequence of a lost delivery may belong to another event, so the event is compared too. */
const isSameDelivery = `d.tenant_id = v.tenant_id and d.webhook_id = v.webhook_id and d.sequence = v.sequence
    and d.event_id = v.event_id`;

/**
 * Marks deliveries as delivered by their first attempt. If an attempt was recorded before, its record is kept. If a
 * redelivery has set a due time, the delivery stays due. The response of an erased user is not stored.
 */
const updateFirstSuccesses = `
  update deliveries d set
    state = case when d.due_at is null or (d.attempts > 0 and d.attempts_before = 0) then 'delivered' else 'retrying' end,
    due_at = case when d.attempts = 0 or d.attempts_before > 0 then d.due_at end,
    attempts = greatest(d.attempts, 1), last_status = v.status, last_error = null, last_cause = null,
    updated_at = $2,
    first_started_at = case when d.attempts = 0 then v.started_at else d.first_started_at end,
    first_duration_ms = case when d.attempts = 0 then v.duration_ms else d.first_duration_ms end,
    first_status = case when d.attempts = 0 then v.status else d.first_status end,
    first_headers = case when d.attempts > 0 then d.first_headers when d.erased = 0 then v.headers end,
    first_body = case when d.attempts > 0 then d.first_body when d.erased = 0 then v.body end
  from unnest($1::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::text[],
      $10::text[])
    as v (tenant_id, webhook_id, sequence, started_at, duration_ms, status, headers, body, event_id)
  where ${isSameDelivery}`;

function recordFirstSuccesses(
  queries: Queries,
  outcomes: readonly AttemptOutcome[],
  now: number,
): Promise<unknown> | undefined {
  if (outcomes.length === 0) return undefined;
  return queries.run(updateFirstSuccesses, [
    textColumn(outcomes, ({ tenantId }) => tenantId),
    now,
    textColumn(outcomes, ({ webhookId }) => webhookId),
    bigintColumn(outcomes, ({ sequence }) => sequence),
    bigintColumn(outcomes, ({ response }) => response.startedAt),
    bigintColumn(outcomes, ({ response }) => response.durationMs),
    bigintColumn(outcomes, ({ response }) => response.status),
    textColumn(outcomes, ({ response }) => response.headers),
    textColumn(outcomes, ({ response }) => response.body),
    textColumn(outcomes, ({ eventId }) => eventId),
  ]);
}

/** The largest smallint. With a larger number, no outcome of the batch could ever be stored. */
const mostAttempts = 32_767;

/**
 * A process that has lost its lease may record an attempt late, so the first record of an attempt is kept. A success
 * always changes the delivery, but a late failure never does.
 *
 * A stored due time after `was_due_at` comes from a redelivery, so it is kept. The exception is `attempts_before <
 * number <= attempts`: such a due time comes from a recorded retry, and a success removes it.
 */
const updateOthers = `
  with v as (
    select * from unnest($1::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
      $9::text[], $10::text[], $11::text[], $12::text[], $13::bigint[], $14::bigint[], $15::text[], $16::text[])
      as v (tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error, headers, body, state, due_at,
        was_due_at, cause, event_id)
  ), decided as (
    update deliveries d set
      (state, due_at, attempts, last_status, last_error, last_cause, updated_at) = (
        select case when stands then d.state when requested then 'retrying' else v.state end,
          case when stands or requested then d.due_at else v.due_at end,
          least(greatest(d.attempts, v.number), ${mostAttempts}),
          case when stands then d.last_status else v.status end,
          case when stands then d.last_error else v.error end,
          case when stands then d.last_cause else v.cause end,
          case when stands then d.updated_at else $2::bigint end
        from (select v.state <> 'delivered' and (d.state = 'failed' or d.attempts >= v.number) as stands,
          coalesce(d.due_at > coalesce(v.was_due_at, 0), false)
            and (d.attempts < v.number or d.attempts_before >= v.number) as requested) as o)
    from v where ${isSameDelivery}
    returning v.*, d.erased, d.first_started_at
  )
  insert into other_attempts
    (tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error, response_headers, response_body, cause)
  select tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error,
    case when erased = 0 then headers end, case when erased = 0 then body end, cause
  from decided where number <= ${mostAttempts} and not (number = 1 and first_started_at is not null)
  on conflict do nothing`;

function recordOthers(
  queries: Queries,
  outcomes: readonly AttemptOutcome[],
  now: number,
): Promise<unknown> | undefined {
  if (outcomes.length === 0) return undefined;
  const states = outcomes.map(({ verdict }) => deliveryState(verdict));
  return queries.run(updateOthers, [
    textColumn(outcomes, ({ tenantId }) => tenantId),
    now,
    textColumn(outcomes, ({ webhookId }) => webhookId),
    bigintColumn(outcomes, ({ sequence }) => sequence),
    bigintColumn(outcomes, ({ number }) => number),
    bigintColumn(outcomes, ({ response }) => response.startedAt),
    bigintColumn(outcomes, ({ response }) => response.durationMs),
    bigintColumn(outcomes, ({ response }) => response.status),
    textColumn(outcomes, ({ response }) => response.error),
    textColumn(outcomes, ({ response }) => response.headers),
    textColumn(outcomes, ({ response }) => response.body),
    textColumn(states, ({ state }) => state),
    bigintColumn(states, ({ dueAt }) => dueAt),
    bigintColumn(outcomes, ({ wasDueAt }) => wasDueAt),
    textColumn(outcomes, ({ response }) => response.cause),
    textColumn(outcomes, ({ eventId }) => eventId),
  ]);
}

const insertFigures = `
  insert into attempt_figures (${figureColumns.join(', ')})
  select * from unnest(${figureColumns.map((name, index) => `$${index + 1}::${name.endsWith('_id') ? 'text' : 'bigint'}[]`).join(', ')})`;
const addAll = `${insertFigures} ${addToFigures}`;
const parameterAfter = (n: number): string => `$${figureColumns.length + n}`;
/**
 * A batch is stored in one transaction, so its first attempt is stored only if the whole batch is. Its number may be
 * above `mostAttempts`, so it must not become a smallint.
 */
const addUnlessStored = `${insertFigures}
  where not exists (select 1 from attempts where tenant_id = ${parameterAfter(1)}
    and webhook_id = ${parameterAfter(2)} and sequence = ${parameterAfter(3)} and number = ${parameterAfter(4)}::bigint
    and started_at = ${parameterAfter(5)})
  ${addToFigures}`;

function addFigures(
  queries: Queries,
  outcomes: readonly AttemptOutcome[],
  { isRepeated }: { isRepeated: boolean },
): Promise<unknown> | undefined {
  const [first] = outcomes;
  if (!first) return undefined;
  const attempts = new AttemptCounter();
  for (const { tenantId, webhookId, verdict, response } of outcomes) {
    const { startedAt, durationMs } = response;
    attempts.add({ tenantId, webhookId, startedAt, durationMs }, verdict.kind === 'delivered');
  }
  const columns = figureColumnsOf(attempts.rows());
  if (!isRepeated) return queries.run(addAll, columns);
  const { tenantId, webhookId, sequence, number, response } = first;
  return queries.run(addUnlessStored, [
    ...columns,
    tenantId,
    webhookId,
    sequence,
    number,
    response.startedAt,
  ]);
}

const figureColumnsOf = (rows: readonly FigureRow[]): Buffer[] => [
  textColumn(rows, ({ tenantId }) => tenantId),
  textColumn(rows, ({ webhookId }) => webhookId),
  bigintColumn(rows, ({ span }) => span),
  bigintColumn(rows, ({ startsAt }) => startsAt),
  bigintColumn(rows, ({ expiresAt }) => expiresAt),
  bigintColumn(rows, ({ total }) => total),
  bigintColumn(rows, ({ failed }) => failed),
  ...durationColumns.map((_, index) => bigintColumn(rows, ({ durations }) => durations[index] ?? 0)),
];

const updateCursors = `
  update cursors c set sequence = v.sequence
  from unnest($1::text[], $2::text[], $3::bigint[]) as v (tenant_id, webhook_id, sequence)
  where c.tenant_id = v.tenant_id and c.webhook_id = v.webhook_id and c.sequence < v.sequence`;

function moveCursors(queries: Queries, moves: readonly CursorMove[]): Promise<unknown> | undefined {
  if (moves.length === 0) return undefined;
  return queries.run(updateCursors, [
    textColumn(moves, ({ tenantId }) => tenantId),
    textColumn(moves, ({ webhookId }) => webhookId),
    bigintColumn(moves, ({ sequence }) => sequence),
  ]);
}
