import { chunksOf, places } from '../../store/rows.ts';
import type { Queries, Value } from '../../store/store.ts';
import type { CursorMove, Outcome, OutcomeBatch } from './outcome.ts';
import { outcomeFields, outcomeRow } from './pack-outcomes.ts';

type InTransaction = <Result>(work: (queries: Queries) => Promise<Result>) => Promise<Result>;

/** Writes attempts and what follows for their deliveries, in one transaction for each tenant. */
export async function recordOutcomes(
  inTransaction: InTransaction,
  { outcomes, cursors, now }: OutcomeBatch,
): Promise<void> {
  const byTenant = Map.groupBy(outcomes, ({ tenantId }) => tenantId);
  const moves = Map.groupBy(cursors, ({ tenantId }) => tenantId);
  const tenants = new Set([...byTenant.keys(), ...moves.keys()]);
  await Promise.all(
    [...tenants].map((tenantId) =>
      inTransaction(async (queries) => {
        await writeOutcomes(queries, byTenant.get(tenantId) ?? [], now);
        await moveCursors(queries, moves.get(tenantId) ?? []);
      }),
    ),
  );
}

/** In the order of the key everywhere, so that two batches cannot wait for each other. */
const inKeyOrder = (a: Outcome, b: Outcome): number =>
  a.webhookId < b.webhookId ? -1 : a.webhookId > b.webhookId ? 1 : a.sequence - b.sequence;

async function writeOutcomes(queries: Queries, outcomes: Outcome[], now: number): Promise<void> {
  const rows = outcomes.sort(inKeyOrder).map(outcomeRow);
  for (const chunk of chunksOf(rows)) await queries.run(recordChunk(chunk.length), [now, ...chunk.flat()]);
}

/**
 * A process that lost its lease may record the same attempt late: the first record stands. A delivery that was given
 * up, or whose user was erased meanwhile, is over: only a success still counts.
 */
const recordChunk = (rows: number): string => `
  with v as (
    select tenant_id, webhook_id, sequence::bigint, number::smallint, started_at::bigint, duration_ms::integer,
      status::smallint, error, response_headers, response_body, state, due_at::bigint
    from (values ${places(rows, outcomeFields, 1)}) as given (tenant_id, webhook_id, sequence, number, started_at,
      duration_ms, status, error, response_headers, response_body, state, due_at)
  ), attempted as (
    insert into attempts
    select tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error, response_headers,
      response_body
    from v on conflict do nothing
  )
  update deliveries d set state = v.state, attempts = v.number, due_at = v.due_at, last_status = v.status,
    last_error = v.error, updated_at = $1::bigint
  from v where d.tenant_id = v.tenant_id and d.webhook_id = v.webhook_id and d.sequence = v.sequence
    and (d.state <> 'failed' or v.state = 'delivered')`;

async function moveCursors(queries: Queries, cursors: readonly CursorMove[]): Promise<void> {
  const rows = cursors.map(({ tenantId, webhookId, sequence }): Value[] => [tenantId, webhookId, sequence]);
  for (const chunk of chunksOf(rows)) {
    await queries.run(
      `update cursors c set sequence = v.sequence::bigint
       from (values ${places(chunk.length, 3)}) as v(tenant_id, webhook_id, sequence)
       where c.tenant_id = v.tenant_id and c.webhook_id = v.webhook_id and c.sequence < v.sequence::bigint`,
      chunk.flat(),
    );
  }
}
