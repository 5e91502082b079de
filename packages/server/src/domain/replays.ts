// biome-ignore-all lint/style/noNonNullAssertion: the columns hold only these words
import { newId } from '@winkwire/contract/ids';
import { type Replay, replayKinds, replayStates } from '@winkwire/contract/resources/reconciliation';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries } from '../store/store.ts';
import { Listing } from './listing.ts';
import { firstEventIdAt } from './portal-time.ts';

export interface ReplayRow {
  tenant_id: string;
  id: string;
  webhook_id: string;
  mode: string;
  /** A backfill has the kind `replay`. */
  kind: 'rewind' | 'recover' | 'replay';
  position: number;
  through: number;
  event_id: string | null;
  state: 'running' | 'done' | 'canceled';
  scheduled: number;
  /** The replay's deliveries are after this sequence number, up to `last_sequence`. */
  after_sequence: number;
  last_sequence: number;
  created_at: number;
  updated_at: number;
}

/** A delivery that meets one of these conditions becomes due again. An index on `failure_state` supports a recovery. */
export const conditionsOf = (kind: ReplayRow['kind']): string[] =>
  kind === 'recover' ? [`failure_state = 'failed'`, `failure_state = 'retrying'`] : [`state <> 'waiting'`];

/** A delivery without a body cannot be sent, so it would stay due. */
export const hasBody = `exists (select 1 from events e where e.tenant_id = deliveries.tenant_id
  and e.mode = deliveries.mode and e.id = deliveries.event_id and e.body is not null)`;

export const replayListing = new Listing<ReplayRow, Replay>({
  table: 'replays',
  filters: {},
  toResource: (row) => replayResource(row),
});

interface Counts {
  delivered: number;
  failed: number;
}

/** Lists pass no counts, because a replay may have millions of deliveries. */
export function replayResource(row: ReplayRow, counts?: Counts): Replay {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    kind: replayKinds.find((kind) => kind.toLowerCase() === row.kind)!,
    state: replayStates.find((state) => state.toLowerCase() === row.state)!,
    position: row.position,
    through: row.through,
    progress: {
      unit: row.kind === 'replay' ? 'MILLISECONDS' : 'SEQUENCE',
      at: row.position,
      of: row.through,
    },
    scheduled: row.scheduled,
    delivered: counts?.delivered ?? null,
    failed: counts?.failed ?? null,
    createdAt: timestamp(row.created_at),
    updatedAt: timestamp(row.updated_at),
  };
}

export const replayProgress = async (queries: Queries, row: ReplayRow): Promise<Replay> =>
  replayResource(row, await countResults(queries, row));

async function countResults(queries: Queries, row: ReplayRow): Promise<Counts> {
  // Counts only the deliveries that a rewind or recovery has rescheduled since it began. A backfill counts only
  // deliveries of events before its end.
  const [own, start] =
    row.kind === 'replay'
      ? ['event_id < $5', firstEventIdAt(row.through)]
      : ['attempts_before > 0 and updated_at >= $5', row.created_at];
  const counts = await queries.all<{ state: string; count: number }>(
    `select state, count(*) as count from deliveries
     where tenant_id = $1 and webhook_id = $2 and sequence > $3 and sequence <= $4 and ${own} group by state`,
    [row.tenant_id, row.webhook_id, row.after_sequence, row.last_sequence, start],
  );
  const of = (state: string): number => counts.find((one) => one.state === state)?.count ?? 0;
  return { delivered: of('delivered'), failed: of('failed') };
}

export const cancelReplays = (
  queries: Queries,
  { tenantId, mode }: Caller,
  of: { webhookId: string; id?: string; now: number },
): Promise<number> =>
  queries.run(
    `update replays set state = 'canceled', updated_at = $4
     where tenant_id = $1 and mode = $2 and webhook_id = $3 and state = 'running' and id = coalesce($5, id)`,
    [tenantId, mode, of.webhookId, of.now, of.id ?? null],
  );

export async function insertReplay(
  queries: Queries,
  { tenantId, mode }: Caller,
  replay: Pick<ReplayRow, 'webhook_id' | 'kind' | 'position' | 'through' | 'after_sequence'> & {
    now: number;
  },
): Promise<ReplayRow> {
  const { now, ...given } = replay;
  const row: ReplayRow = {
    tenant_id: tenantId,
    id: newId('replay'),
    mode,
    ...given,
    event_id: null,
    state: 'running',
    scheduled: 0,
    last_sequence: given.after_sequence,
    created_at: now,
    updated_at: now,
  };
  await queries.run(
    `insert into replays (tenant_id, id, webhook_id, mode, kind, position, through, state, scheduled,
       after_sequence, last_sequence, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'running', 0, $8, $8, $9, $9)`,
    [tenantId, row.id, row.webhook_id, mode, row.kind, row.position, row.through, row.after_sequence, now],
  );
  return row;
}

export async function findReplay(
  queries: Queries,
  { tenantId, mode }: Caller,
  of: { webhookId: string; id: string },
): Promise<ReplayRow> {
  const row = await queries.get<ReplayRow>(
    'select * from replays where tenant_id = $1 and mode = $2 and webhook_id = $3 and id = $4',
    [tenantId, mode, of.webhookId, of.id],
  );
  if (!row) throw new Failure('MISSING_RESOURCE', `There is no replay ${of.id}.`);
  return row;
}
