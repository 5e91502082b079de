import type { InviteTemplate } from '@winkwire/contract/resources';
import { vetVariables } from './invite-variables.ts';
import { Listing } from './listing.ts';
import { readLogoUrl } from './read-logo-url.ts';
import { type TemplateRow, TemplateTable } from './template-table.ts';

/** A template without its id and name. */
export type InviteTemplateContent = Omit<InviteTemplate, 'id' | 'name'>;

export const inviteTemplateTable = new TemplateTable('invite_templates');

/**
 * Converts a request to the content that is stored. Throws INVALID_PARAMETERS for an unknown variable or a logo that
 * is not allowed.
 */
export function inviteTemplateContent(
  { company, email, landingPage, successPage }: InviteTemplateContent,
  { publicUrl }: { publicUrl: string },
): InviteTemplateContent {
  vetVariables({ email, landingPage, successPage });
  const logoUrl = readLogoUrl(company.logoUrl, { publicUrl });
  return { company: { ...company, logoUrl }, email, landingPage, successPage };
}

export function inviteTemplateResource(row: TemplateRow): InviteTemplate {
  return { id: row.id, name: row.name, ...(JSON.parse(row.content) as InviteTemplateContent) };
}

export const inviteTemplates = new Listing<TemplateRow, InviteTemplate>({
  text: 'content',
  table: 'invite_templates',
  filters: {},
  toResource: inviteTemplateResource,
});
