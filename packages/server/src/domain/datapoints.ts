import { type DatapointKind, type DatapointName, datapointKinds } from '@winkwire/contract/datapoints';
import { newId } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import type { DatapointBody } from '@winkwire/contract/resources/datapoint-schemas';
import type { Metadata } from '@winkwire/contract/resources/metadata';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { byItemDay, byItemMonth, type Filter, ofAccount, ofSource, ofUser } from './filters.ts';
import { Listing } from './listing.ts';

export type SourceType = 'ACCOUNT' | 'ARCHIVE';

export interface DatapointRow {
  id: string;
  tenant_id: string;
  mode: Mode;
  kind: DatapointKind;
  user_id: string;
  source_id: string;
  source_type: SourceType;
  provider_id: string;
  item_date: string | null;
  item_created_at: number | null;
  sorted_at: number;
  created_at: number;
  updated_at: number;
  body: string;
}

export interface DatapointSource extends Caller {
  userId: string;
  sourceId: string;
  sourceType: SourceType;
  providerId: string;
}

export type NewDatapoint<Kind extends DatapointKind> = Omit<DatapointBody<Kind>, 'id'>;

/** The field with the day or month of each kind, by which its list is sorted and filtered. */
const dateFields: Partial<Record<DatapointKind, string>> = {
  employment: 'startDate',
  income: 'startDate',
  contribution: 'date',
  liability: 'startDate',
  transaction: 'date',
  eincome: 'month',
  document: 'issueDate',
};

/** Adds only the rows. The caller has to append the `*_ADDED` event. */
export async function addDatapoints<Kind extends DatapointKind>(
  transaction: Transaction,
  source: DatapointSource & { now: number },
  { kind, bodies }: { kind: Kind; bodies: readonly NewDatapoint<Kind>[] },
): Promise<string[]> {
  const ids: string[] = [];
  for (const body of bodies) {
    const id = newId(datapointKinds[kind].idKind);
    const { itemDate, itemCreatedAt } = itemTimes(kind, body);
    await transaction.run(
      `insert into datapoints (id, tenant_id, mode, kind, user_id, source_id, source_type, provider_id, item_date,
         item_created_at, sorted_at, created_at, updated_at, body)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        source.tenantId,
        source.mode,
        kind,
        source.userId,
        source.sourceId,
        source.sourceType,
        source.providerId,
        itemDate,
        itemCreatedAt,
        itemCreatedAt ?? source.now,
        source.now,
        source.now,
        JSON.stringify(body),
      ],
    );
    ids.push(id);
  }
  return ids;
}

export async function updateDatapoint<Kind extends DatapointKind>(
  transaction: Transaction,
  owner: Caller & { now: number },
  { kind, datapoint }: { kind: Kind; datapoint: DatapointBody<Kind> },
): Promise<boolean> {
  const { id, ...body } = datapoint as { id: string };
  const { itemDate, itemCreatedAt } = itemTimes(kind, body);
  const changed = await transaction.run(
    `update datapoints set body = $5, item_date = $6, item_created_at = $7, sorted_at = coalesce($7, created_at),
       updated_at = $8
     where tenant_id = $1 and mode = $2 and kind = $3 and id = $4`,
    [owner.tenantId, owner.mode, kind, id, JSON.stringify(body), itemDate, itemCreatedAt, owner.now],
  );
  return changed > 0;
}

export async function datapointsOf<Kind extends DatapointKind>(
  queries: Queries,
  caller: Caller,
  { sourceId, kind }: { sourceId: string; kind: Kind },
): Promise<DatapointBody<Kind>[]> {
  const rows = await queries.all<DatapointRow>(
    `select * from datapoints where tenant_id = $1 and mode = $2 and source_id = $3 and kind = $4
     order by sorted_at desc, id desc`,
    [caller.tenantId, caller.mode, sourceId, kind],
  );
  return rows.map((row) => datapointBody(row) as DatapointBody<Kind>);
}

export async function datapointNamesOf(
  queries: Queries,
  caller: Caller,
  sourceId: string,
): Promise<DatapointName[]> {
  const rows = await queries.all<{ kind: DatapointKind }>(
    'select distinct kind from datapoints where tenant_id = $1 and mode = $2 and source_id = $3',
    [caller.tenantId, caller.mode, sourceId],
  );
  const present = new Set(rows.map(({ kind }) => kind));
  return Object.entries(datapointKinds)
    .filter(([kind]) => present.has(kind as DatapointKind))
    .map(([, { name }]) => name);
}

export const removeDatapointsOf = (transaction: Transaction, caller: Caller, sourceId: string) =>
  transaction.run('delete from datapoints where tenant_id = $1 and mode = $2 and source_id = $3', [
    caller.tenantId,
    caller.mode,
    sourceId,
  ]);

export const findDatapoint = (
  queries: Queries,
  caller: Caller,
  { kind, id }: { kind: DatapointKind; id: string },
) =>
  queries.get<DatapointRow>(
    'select * from datapoints where tenant_id = $1 and mode = $2 and kind = $3 and id = $4',
    [caller.tenantId, caller.mode, kind, id],
  );

export const datapointBody = (row: DatapointRow): { id: string } => ({ id: row.id, ...JSON.parse(row.body) });

export const datapointResource = (row: DatapointRow): { id: string; metadata: Metadata } => ({
  ...datapointBody(row),
  metadata: {
    itemCreatedAt: row.item_created_at === null ? null : timestamp(Number(row.item_created_at)),
    createdAt: timestamp(Number(row.created_at)),
    sourceId: row.source_id,
    sourceType: row.source_type,
    userId: row.user_id,
    providerId: row.provider_id,
  },
});

const source = { userId: ofUser, sourceId: ofSource };
const account = { accountId: ofAccount };
const days = byItemDay('item_date');

const filters: Record<DatapointKind, Record<string, Filter>> = {
  identity: { ...source, ...account },
  rating: { ...source, ...account },
  document: { ...source, ...account },
  employment: { ...source, ...account, ...days },
  income: { ...source, ...account, ...days },
  contribution: { ...source, ...account, ...days },
  liability: { ...source, ...days },
  transaction: { ...source, ...account, ...days },
  eincome: { ...source, ...byItemMonth('item_date') },
  insight: source,
  link: source,
};

const listing = (kind: DatapointKind) =>
  new Listing<DatapointRow, { id: string; metadata: Metadata }>({
    text: 'body',
    table: 'datapoints',
    order: 'sorted_at',
    filters: filters[kind],
    toResource: datapointResource,
  });

/** All kinds are in one table, so pass `{ kind }` as `where`. */
export const datapointListings = Object.fromEntries(
  (Object.keys(datapointKinds) as DatapointKind[]).map((kind) => [kind, listing(kind)]),
) as Record<DatapointKind, ReturnType<typeof listing>>;

/** The day or month, and when it begins in ms since 1970. Null without a date. */
function itemTimes(
  kind: DatapointKind,
  body: object,
): { itemDate: string | null; itemCreatedAt: number | null } {
  const itemDate = itemDateOf(kind, body);
  return { itemDate, itemCreatedAt: itemDate === null ? null : Date.parse(itemDate) };
}

function itemDateOf(kind: DatapointKind, body: object): string | null {
  const field = dateFields[kind];
  const value = field === undefined ? null : (body as Record<string, unknown>)[field];
  return typeof value === 'string' && /^\d{4}-\d{2}(-\d{2})?$/.test(value) ? value : null;
}
