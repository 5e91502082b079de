import { inviteTemplateTable } from '../domain/invite-templates.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

/** Does not affect existing invites. */
export async function deleteInviteTemplate(services: Services, caller: Caller, id: string): Promise<void> {
  const removed = await services.store.transaction((transaction) =>
    inviteTemplateTable.remove(transaction, caller, id),
  );
  if (!removed) throw new Failure('MISSING_RESOURCE');
}
