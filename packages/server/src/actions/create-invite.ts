import { randomBytes } from 'node:crypto';
import { newId } from '@winkwire/contract/ids';
import type { Invite, InviteCreateRequest } from '@winkwire/contract/resources';
import { queueInviteMail } from '../domain/invite-mails.ts';
import {
  type InviteTemplateContent,
  inviteTemplateTable,
  readInviteContent,
} from '../domain/invite-templates.ts';
import {
  addInvite,
  findInvite,
  type InviteRow,
  inviteResource,
  markInviteInvited,
} from '../domain/invites.ts';
import { addUser } from '../domain/users.ts';
import { winkTemplateTable } from '../domain/wink-templates.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import { isBlankText } from '../platform/is-blank-text.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';

/** Without an e-mail, the tenant passes on the URL, so the invite counts as sent from the start. */
export async function createInvite(
  services: Services,
  caller: Caller,
  input: InviteCreateRequest,
): Promise<Invite> {
  if (isBlankText(input.fullName)) throw new Failure('INVALID_PARAMETERS', 'fullName: is blank.', 'fullName');
  const now = services.now();
  const row = await services.store.transaction(async (transaction) => {
    const content = await templateContent(transaction, caller, input.templateId);
    await requireWinkTemplateOf(transaction, caller, input.winkTemplateId);
    const id = newId('invite');
    const user = await addUser(transaction, caller, { channel: 'WinkSite', channelId: id, now });
    const invite = newInvite(caller, input, { id, userId: user.id, content, now });
    await addInvite(transaction, invite);
    if (content.email.sendEmail) await queueInviteMail(transaction, invite, now);
    else await markInviteInvited(transaction, invite, now);
    return (await findInvite(transaction, caller, id)) as InviteRow;
  });
  return inviteResource(row, services.publicUrl);
}

async function templateContent(
  transaction: Transaction,
  caller: Caller,
  templateId: string,
): Promise<InviteTemplateContent> {
  const template = await inviteTemplateTable.find(transaction, caller, templateId);
  if (!template) {
    throw new Failure('MISSING_RESOURCE', `There is no invite template ${templateId} in ${caller.mode}.`);
  }
  return readInviteContent(template.content);
}

async function requireWinkTemplateOf(
  transaction: Transaction,
  caller: Caller,
  id: string | undefined,
): Promise<void> {
  if (id === undefined || (await winkTemplateTable.find(transaction, caller, id))) return;
  throw new Failure(
    'INVALID_PARAMETERS',
    `winkTemplateId: there is no wink template ${id} in ${caller.mode}.`,
  );
}

function newInvite(
  caller: Caller,
  input: InviteCreateRequest,
  made: { id: string; userId: string; content: InviteTemplateContent; now: number },
): InviteRow {
  return {
    id: made.id,
    tenant_id: caller.tenantId,
    mode: caller.mode,
    user_id: made.userId,
    template_id: input.templateId,
    wink_template_id: input.winkTemplateId ?? null,
    full_name: input.fullName,
    first_name: unlessBlank(input.firstName),
    last_name: unlessBlank(input.lastName),
    email: input.email,
    content: JSON.stringify(made.content),
    status: 'INVITED',
    landing_token: randomBytes(24).toString('base64url'),
    created_at: made.now,
    updated_at: made.now,
    invited_at: null,
    linked_at: null,
  };
}

/** Stores a blank name as null, so that the invite uses the full name. */
const unlessBlank = (name: string | undefined): string | null =>
  name === undefined || isBlankText(name) ? null : name;
