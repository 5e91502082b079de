import type { InviteTemplate } from '@winkwire/contract/resources';
import type { Caller } from '../caller.ts';
import type { Queries } from '../store/store.ts';
import { Listing } from './listing.ts';

/** The wording: what a template holds besides its id and name. */
export type InviteTemplateContent = Omit<InviteTemplate, 'id' | 'name'>;

export interface InviteTemplateRow {
  id: string;
  tenant_id: string;
  mode: string;
  name: string;
  content: string;
  created_at: number;
  updated_at: number;
}

export async function addInviteTemplate(queries: Queries, row: InviteTemplateRow): Promise<void> {
  await queries.run(
    `insert into invite_templates (id, tenant_id, mode, name, content, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.tenant_id, row.mode, row.name, row.content, row.created_at, row.updated_at],
  );
}

export const findInviteTemplate = (queries: Queries, owner: Caller, id: string) =>
  queries.get<InviteTemplateRow>(
    'select * from invite_templates where tenant_id = $1 and mode = $2 and id = $3',
    [owner.tenantId, owner.mode, id],
  );

/** False where the tenant has no such template. */
export async function changeInviteTemplate(
  queries: Queries,
  owner: Caller,
  change: { id: string; name: string; content: InviteTemplateContent; now: number },
): Promise<boolean> {
  const changed = await queries.run(
    `update invite_templates set name = $1, content = $2, updated_at = $3
     where tenant_id = $4 and mode = $5 and id = $6`,
    [change.name, JSON.stringify(change.content), change.now, owner.tenantId, owner.mode, change.id],
  );
  return changed > 0;
}

/** False where the tenant has no such template. */
export async function removeInviteTemplate(queries: Queries, owner: Caller, id: string): Promise<boolean> {
  const removed = await queries.run(
    'delete from invite_templates where tenant_id = $1 and mode = $2 and id = $3',
    [owner.tenantId, owner.mode, id],
  );
  return removed > 0;
}

/** Row to resource. */
export function inviteTemplateResource(row: InviteTemplateRow): InviteTemplate {
  return { id: row.id, name: row.name, ...(JSON.parse(row.content) as InviteTemplateContent) };
}

export const inviteTemplates = new Listing<InviteTemplateRow, InviteTemplate>({
  table: 'invite_templates',
  filters: {},
  toResource: inviteTemplateResource,
});
