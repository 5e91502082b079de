import type { InviteTemplate, InviteTemplateCreateRequest } from '@winkwire/contract/resources';
import { vetVariables } from './invite-variables.ts';
import { Listing } from './listing.ts';
import { readLogoUrl } from './read-logo-url.ts';
import { type TemplateRow, TemplateTable } from './template-table.ts';

export type InviteTemplateContent = Omit<InviteTemplate, 'id' | 'name'>;

/** Templates that an earlier version of Winkwire stored have no language. */
export const readInviteContent = (stored: string): InviteTemplateContent => ({
  language: null,
  ...JSON.parse(stored),
});

export const inviteTemplateTable = new TemplateTable('invite_templates');

/** Throws INVALID_PARAMETERS for an unknown variable or a logo that is not allowed. */
export function inviteTemplateContent(
  {
    company,
    email,
    landingPage,
    successPage,
    language = null,
  }: Omit<InviteTemplateCreateRequest, 'name'> | InviteTemplateContent,
  { publicUrl }: { publicUrl: string },
): InviteTemplateContent {
  vetVariables({ company, email, landingPage, successPage });
  const logoUrl = readLogoUrl(company.logoUrl, { publicUrl });
  return { company: { ...company, logoUrl }, email, landingPage, successPage, language };
}

export function inviteTemplateResource(row: TemplateRow): InviteTemplate {
  return { id: row.id, name: row.name, ...readInviteContent(row.content) };
}

export const inviteTemplates = new Listing<TemplateRow, InviteTemplate>({
  text: 'content',
  table: 'invite_templates',
  filters: {},
  toResource: inviteTemplateResource,
});
