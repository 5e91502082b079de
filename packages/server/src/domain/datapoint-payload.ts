import { type DatapointKind, datapointKinds } from '@winkwire/contract/datapoints';
import type { AccountPayload } from '@winkwire/contract/resources/account-payload';
import type { DatapointsPayload } from '@winkwire/contract/resources/payload';
import { maximumPayloadItems } from '@winkwire/contract/resources/payload';
import type { Caller } from '../platform/caller.ts';
import { readInBatches } from '../platform/read-in-batches.ts';
import type { Queries } from '../store/store.ts';
import { type DatapointRow, datapointBody, datapointListings } from './datapoints.ts';
import { pageBytes } from './page-bytes.ts';

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
  return payloadOf(sourceId, await findFirstPages(queries, caller, [sourceId]));
}

/** Like `datapointsPayload`, for many sources. */
export async function datapointsPayloads(
  queries: Queries,
  caller: Caller,
  sourceIds: readonly string[],
): Promise<Map<string, DatapointsPayload>> {
  const rows = await readInBatches(sourceIds, (batch) => findFirstPages(queries, caller, batch));
  const bySource = Map.groupBy(rows, ({ source_id }) => source_id);
  return new Map(sourceIds.map((id) => [id, payloadOf(id, bySource.get(id) ?? [])]));
}

/** A datapoint of a first page, and how many its whole list has. */
type PagedRow = DatapointRow & { total: number };

/**
 * The first page of each list of each source. The end of a session reads them while nobody else can write to SQLite.
 * With 3,000 archives and 12,000 datapoints, that took 3.3 seconds with statements for each list, and takes 0.6 seconds
 * with this statement. The inner query reads no bodies.
 */
const findFirstPages = (queries: Queries, caller: Caller, sourceIds: readonly string[]) =>
  queries.all<PagedRow>(
    `select d.*, listed.total from (
       select id, row_number() over newest as place, sum(octet_length(body)) over newest as bytes,
         count(*) over (partition by source_id, kind) as total
       from datapoints
       where tenant_id = $1 and mode = $2 and source_id in (${sourceIds.map((_, at) => `$${at + 5}`).join(', ')})
       window newest as (partition by source_id, kind order by sorted_at desc, id desc)
     ) as listed join datapoints d on d.id = listed.id
     where listed.place = 1 or (listed.place <= $3 and listed.bytes <= $4)
     order by listed.place`,
    [caller.tenantId, caller.mode, maximumPayloadItems, pageBytes, ...sourceIds],
  );

function payloadOf(sourceId: string, rows: readonly PagedRow[]): DatapointsPayload {
  const byKind = Map.groupBy(rows, ({ kind }) => kind);
  const entries = (Object.keys(datapointKinds) as DatapointKind[]).map((kind) => [
    datapointKinds[kind].payloadKey,
    singleKinds.has(kind) ? firstOf(byKind.get(kind)) : pageOf(sourceId, byKind.get(kind)),
  ]);
  return Object.fromEntries(entries);
}

const firstOf = (rows: readonly PagedRow[] = []) => (rows[0] ? datapointBody(rows[0]) : null);

function pageOf(sourceId: string, rows: readonly PagedRow[] = []) {
  const last = rows.at(-1);
  if (!last) return null;
  const { kind } = last;
  const more = Number(last.total) > rows.length;
  const of = { where: { kind }, filters: { sourceId } };
  return {
    nextCursor: more ? datapointListings[kind].cursorAfter(last, of) : null,
    items: rows.map(datapointBody),
  };
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
