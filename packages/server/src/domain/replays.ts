import { newId } from '@winkwire/contract/ids';
import { type Replay, replayKinds, replayStates } from '@winkwire/contract/resources/reconciliation';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../caller.ts';
import { Failure } from '../failure.ts';
import type { Queries } from '../store/store.ts';
import { Listing } from './listing.ts';

export interface ReplayRow {
  tenant_id: string;
  id: string;
  webhook_id: string;
  mode: string;
  kind: 'rewind' | 'recover' | 'replay';
  position: number;
  through: number;
  event_id: string | null;
  state: 'running' | 'done' | 'canceled';
  scheduled: number;
  created_at: number;
  updated_at: number;
}

export const replayListing = new Listing<ReplayRow, Replay>({
  table: 'replays',
  filters: {},
  toResource: replayResource,
});

export function replayResource(row: ReplayRow): Replay {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    kind: replayKinds.find((kind) => kind.toLowerCase() === row.kind)!,
    state: replayStates.find((state) => state.toLowerCase() === row.state)!,
    position: row.position,
    through: row.through,
    scheduled: row.scheduled,
    createdAt: timestamp(row.created_at),
    updatedAt: timestamp(row.updated_at),
  };
}

export async function insertReplay(
  queries: Queries,
  { tenantId, mode }: Caller,
  replay: Pick<ReplayRow, 'webhook_id' | 'kind' | 'position' | 'through'> & { now: number },
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
    created_at: now,
    updated_at: now,
  };
  await queries.run(
    `insert into replays (tenant_id, id, webhook_id, mode, kind, position, through, state, scheduled,
       created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, 'running', 0, $8, $8)`,
    [tenantId, row.id, row.webhook_id, mode, row.kind, row.position, row.through, now],
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
