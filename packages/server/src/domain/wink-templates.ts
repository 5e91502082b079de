import type { WinkTemplate, WinkTemplateContent } from '@winkwire/contract/resources/wink-template';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../caller.ts';
import { Failure } from '../failure.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { Listing } from './listing.ts';

export interface WinkTemplateRow {
  id: string;
  tenant_id: string;
  mode: string;
  name: string;
  content: string;
  created_at: number;
  updated_at: number;
}

export async function addWinkTemplate(queries: Queries, row: WinkTemplateRow): Promise<void> {
  await queries.run(
    `insert into wink_templates (id, tenant_id, mode, name, content, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.tenant_id, row.mode, row.name, row.content, row.created_at, row.updated_at],
  );
}

export const findWinkTemplate = (queries: Queries, caller: Caller, id: string) =>
  queries.get<WinkTemplateRow>(
    'select * from wink_templates where tenant_id = $1 and mode = $2 and id = $3',
    [caller.tenantId, caller.mode, id],
  );

/** Throws MISSING_RESOURCE: also for a template of another tenant or mode. */
export async function requireWinkTemplate(
  queries: Queries,
  caller: Caller,
  id: string,
): Promise<WinkTemplateRow> {
  const row = await findWinkTemplate(queries, caller, id);
  if (!row) throw new Failure('MISSING_RESOURCE', `There is no wink template ${id} in ${caller.mode}.`);
  return row;
}

export async function changeWinkTemplate(transaction: Transaction, row: WinkTemplateRow): Promise<void> {
  await transaction.run('update wink_templates set name = $2, content = $3, updated_at = $4 where id = $1', [
    row.id,
    row.name,
    row.content,
    row.updated_at,
  ]);
}

export const removeWinkTemplate = (transaction: Transaction, id: string) =>
  transaction.run('delete from wink_templates where id = $1', [id]);

export const winkTemplateContent = (row: WinkTemplateRow): WinkTemplateContent => JSON.parse(row.content);

/** Row to resource. */
export const winkTemplateResource = (row: WinkTemplateRow): WinkTemplate => ({
  id: row.id,
  createdAt: timestamp(Number(row.created_at)),
  updatedAt: timestamp(Number(row.updated_at)),
  name: row.name,
  ...winkTemplateContent(row),
});

export const winkTemplateListing = new Listing<WinkTemplateRow, WinkTemplate>({
  table: 'wink_templates',
  filters: {},
  toResource: winkTemplateResource,
});
