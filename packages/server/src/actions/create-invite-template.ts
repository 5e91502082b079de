import { newId } from '@winkwire/contract/ids';
import type { InviteTemplate, InviteTemplateCreateRequest } from '@winkwire/contract/resources';
import {
  inviteTemplateContent,
  inviteTemplateResource,
  inviteTemplateTable,
} from '../domain/invite-templates.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

export async function createInviteTemplate(
  services: Services,
  caller: Caller,
  { name, ...given }: InviteTemplateCreateRequest,
): Promise<InviteTemplate> {
  const now = services.now();
  const row = {
    id: newId('inviteTemplate'),
    tenant_id: caller.tenantId,
    mode: caller.mode,
    name,
    content: JSON.stringify(inviteTemplateContent(given, services)),
    created_at: now,
    updated_at: now,
  };
  await services.store.transaction((transaction) => inviteTemplateTable.add(transaction, row));
  return inviteTemplateResource(row);
}
