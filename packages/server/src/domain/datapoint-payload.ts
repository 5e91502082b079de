import { type DatapointKind, datapointKinds } from '@winkwire/contract/datapoints';
import type { AccountPayload } from '@winkwire/contract/resources/account-payload';
import type { DatapointsPayload } from '@winkwire/contract/resources/payload';
import { maximumPayloadItems } from '@winkwire/contract/resources/payload';
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { type DatapointRow, datapointBody, datapointListings } from './datapoints.ts';

/** A payload contains only the newest datapoint of these kinds, and a list for every other kind. */
export const singleKinds: ReadonlySet<DatapointKind> = new Set(['identity', 'rating', 'insight']);

/**
 * The data of a source as events contain it. A list has its first page and a `nextCursor` for the REST API. A kind
 * without data is null.
 */
export async function datapointsPayload(
  queries: Queries,
  caller: Caller,
  sourceId: string,
): Promise<DatapointsPayload> {
  const payload: Record<string, unknown> = {};
  for (const kind of Object.keys(datapointKinds) as DatapointKind[]) {
    const single = singleKinds.has(kind);
    const query = { sourceId, size: single ? 1 : maximumPayloadItems };
    const { rows, nextCursor } = await datapointListings[kind].rows(
      queries,
      { ...caller, where: { kind } },
      query,
    );
    const items = rows.map(datapointBody);
    payload[datapointKinds[kind].payloadKey] = single
      ? (items[0] ?? null)
      : items.length > 0
        ? { nextCursor, items }
        : null;
  }
  return payload as DatapointsPayload;
}

/** Like `datapointsPayload`, but each list is complete, and a list without data is empty. */
export async function wholePayload(
  queries: Queries,
  caller: Caller,
  sourceId: string,
): Promise<Omit<AccountPayload, 'metadata'>> {
  const rows = await queries.all<DatapointRow>(
    `select * from datapoints where tenant_id = $1 and mode = $2 and source_id = $3 order by sorted_at desc, id desc`,
    [caller.tenantId, caller.mode, sourceId],
  );
  const byKind = Map.groupBy(rows, ({ kind }) => kind);
  const entries = (Object.keys(datapointKinds) as DatapointKind[]).map((kind) => {
    const items = (byKind.get(kind) ?? []).map(datapointBody);
    return [datapointKinds[kind].payloadKey, singleKinds.has(kind) ? (items[0] ?? null) : items];
  });
  return Object.fromEntries(entries);
}
