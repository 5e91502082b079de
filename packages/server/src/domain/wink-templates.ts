import type { WinkTemplate, WinkTemplateContent } from '@winkwire/contract/resources/wink-template';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries } from '../store/store.ts';
import { Listing } from './listing.ts';
import { type TemplateRow, TemplateTable } from './template-table.ts';

export const winkTemplateTable = new TemplateTable('wink_templates');

export async function requireWinkTemplate(
  queries: Queries,
  caller: Caller,
  id: string,
): Promise<TemplateRow> {
  const row = await winkTemplateTable.find(queries, caller, id);
  if (!row) throw missingWinkTemplate(caller, id);
  return row;
}

export const missingWinkTemplate = ({ mode }: Caller, id: string): Failure =>
  new Failure('MISSING_RESOURCE', `There is no wink template ${id} in ${mode}.`);

/** The consent template must exist. */
export const findWinkTemplateNaming = (
  queries: Queries,
  { tenantId, mode }: Caller,
  consentTemplateId: string,
): Promise<Pick<TemplateRow, 'id' | 'name'> | undefined> =>
  // Searches the JSON text. Quotes inside a value are escaped, so only the property itself can match.
  queries.get(
    `select id, name from wink_templates where tenant_id = $1 and mode = $2 and content like $3
     order by created_at, id limit 1`,
    [tenantId, mode, `%"consentTemplateId":"${consentTemplateId}"%`],
  );

/** A template from before themes existed has a `theme` of null. */
export const winkTemplateContent = (row: TemplateRow): WinkTemplateContent => ({
  theme: null,
  ...JSON.parse(row.content),
});

export const winkTemplateResource = (row: TemplateRow): WinkTemplate => ({
  id: row.id,
  createdAt: timestamp(Number(row.created_at)),
  updatedAt: timestamp(Number(row.updated_at)),
  name: row.name,
  ...winkTemplateContent(row),
});

export const winkTemplateListing = new Listing<TemplateRow, WinkTemplate>({
  text: 'content',
  table: 'wink_templates',
  filters: {},
  toResource: winkTemplateResource,
});
