import type { InviteTemplate, InviteTemplateUpdateRequest } from '@winkwire/contract/resources';
import { inviteTemplateContent, inviteTemplateTable } from '../domain/invite-templates.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

/** Existing invites keep the texts with which they were created. */
export async function updateInviteTemplate(
  services: Services,
  caller: Caller,
  { id, request }: { id: string; request: InviteTemplateUpdateRequest },
): Promise<InviteTemplate> {
  const { name } = request;
  const content = inviteTemplateContent(request, services);
  const change = { id, name, content: JSON.stringify(content), updated_at: services.now() };
  const changed = await services.store.transaction((transaction) =>
    inviteTemplateTable.change(transaction, caller, change),
  );
  if (!changed) throw new Failure('MISSING_RESOURCE');
  return { id, name, ...content };
}
