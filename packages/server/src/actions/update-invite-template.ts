import type { InviteTemplate, InviteTemplateUpdateRequest } from '@winkwire/contract/resources';
import type { Caller } from '../caller.ts';
import { changeInviteTemplate } from '../domain/invite-templates.ts';
import { Failure } from '../failure.ts';
import type { Services } from '../services.ts';

/** Replaces a template. Invites that were made before keep the words they were made with. */
export async function updateInviteTemplate(
  services: Services,
  caller: Caller,
  { id, name, ...content }: InviteTemplateUpdateRequest & { id: string },
): Promise<InviteTemplate> {
  const changed = await services.store.transaction((transaction) =>
    changeInviteTemplate(transaction, caller, { id, name, content, now: services.now() }),
  );
  if (!changed) throw new Failure('MISSING_RESOURCE');
  return { id, name, ...content };
}
