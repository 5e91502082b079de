import { newId } from '@winkwire/contract/ids';
import { type InviteStatus, inviteStatuses } from '@winkwire/contract/invite-statuses';
import type { Mode } from '@winkwire/contract/modes';
import type { Invite, InviteLog } from '@winkwire/contract/resources';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { isBlankText } from '../platform/is-blank-text.ts';
import type { RowLock } from '../platform/row-locks.ts';
import type { Services } from '../platform/services.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { operatorsCompany, siteName } from './company-name.ts';
import { ofUser } from './filters.ts';
import { type InviteTemplateContent, readInviteContent } from './invite-templates.ts';
import { Listing } from './listing.ts';

export interface InviteRow {
  id: string;
  tenant_id: string;
  mode: Mode;
  user_id: string;
  template_id: string;
  wink_template_id: string | null;
  full_name: string;
  first_name: string | null;
  last_name: string | null;
  email: string;
  content: string;
  status: InviteStatus;
  landing_token: string;
  created_at: number;
  updated_at: number;
  invited_at: number | null;
  linked_at: number | null;
}

export async function addInvite(transaction: Transaction, row: InviteRow): Promise<void> {
  await transaction.run(
    `insert into invites (id, tenant_id, mode, user_id, template_id, wink_template_id, full_name, first_name,
       last_name, email, content, status, landing_token, created_at, updated_at, invited_at, linked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      row.id,
      row.tenant_id,
      row.mode,
      row.user_id,
      row.template_id,
      row.wink_template_id,
      row.full_name,
      row.first_name,
      row.last_name,
      row.email,
      row.content,
      row.status,
      row.landing_token,
      row.created_at,
      row.updated_at,
      row.invited_at,
      row.linked_at,
    ],
  );
}

export const findInvite = (queries: Queries, owner: Caller, id: string) =>
  queries.get<InviteRow>('select * from invites where tenant_id = $1 and mode = $2 and id = $3', [
    owner.tenantId,
    owner.mode,
    id,
  ]);

/** Finds an invite of any tenant, so only background jobs may call this. */
export const findInviteById = (queries: Queries, id: string) =>
  queries.get<InviteRow>('select * from invites where id = $1', [id]);

/** Finds an invite of any tenant: its token proves that the caller was invited. */
export const findInviteByLandingToken = (queries: Queries, token: string, lock: RowLock = '') =>
  queries.get<InviteRow>(`select * from invites where landing_token = $1 ${lock}`, [token]);

/** False if the invite already has this status or a later one. */
export async function advanceInvite(
  transaction: Transaction,
  invite: InviteRow,
  step: { status: InviteStatus; now: number },
): Promise<boolean> {
  const before = inviteStatuses.slice(0, inviteStatuses.indexOf(step.status));
  const places = before.map((_, index) => `$${index + 4}`).join(', ');
  const moved = await transaction.run(
    `update invites set status = $1, updated_at = $2 where id = $3 and status in (${places})`,
    [step.status, step.now, invite.id, ...before],
  );
  if (moved === 0) return false;
  await logInviteStatus(transaction, invite, step);
  return true;
}

async function logInviteStatus(
  transaction: Transaction,
  invite: InviteRow,
  step: { status: InviteStatus; now: number },
): Promise<void> {
  await transaction.run(
    `insert into invite_logs (id, tenant_id, mode, invite_id, user_id, status, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [newId('inviteLog'), invite.tenant_id, invite.mode, invite.id, invite.user_id, step.status, step.now],
  );
}

/** Records that an invite has been sent, or that it needs no e-mail. A second call changes nothing. */
export async function markInviteInvited(
  transaction: Transaction,
  invite: InviteRow,
  now: number,
): Promise<void> {
  const marked = await transaction.run(
    'update invites set invited_at = $1, updated_at = $1 where id = $2 and invited_at is null',
    [now, invite.id],
  );
  if (marked === 0) return;
  await logInviteStatus(transaction, invite, { status: 'INVITED', now });
  appendInviteEvent(transaction, invite, { type: 'INVITE_INVITED', sessionId: null });
}

/**
 * Marks the user's open invites as `LINKED`. Call this in the transaction that connects an account. Does nothing for
 * users without an open invite.
 */
export async function markInviteLinked(
  transaction: Transaction,
  {
    tenantId,
    mode,
    userId,
    now,
    sessionId,
  }: Caller & { userId: string; now: number; sessionId?: string | null },
): Promise<void> {
  const invites = await transaction.all<InviteRow>(
    'select * from invites where tenant_id = $1 and mode = $2 and user_id = $3 order by created_at, id',
    [tenantId, mode, userId],
  );
  for (const invite of invites) {
    if (!(await advanceInvite(transaction, invite, { status: 'LINKED', now }))) continue;
    await transaction.run('update invites set linked_at = $1 where id = $2', [now, invite.id]);
    appendInviteEvent(transaction, invite, { type: 'INVITE_LINKED', sessionId: sessionId ?? null });
  }
}

function appendInviteEvent(
  transaction: Transaction,
  invite: InviteRow,
  { type, sessionId }: { type: 'INVITE_INVITED' | 'INVITE_LINKED'; sessionId: string | null },
): void {
  transaction.append({
    tenantId: invite.tenant_id,
    mode: invite.mode,
    type,
    data: { userId: invite.user_id, inviteId: invite.id },
    sourceId: invite.user_id,
    userId: invite.user_id,
    ...(sessionId ? { sessionId } : {}),
  });
}

/** The texts of an invite. A blank company name is replaced, because the sentences with it would have a gap. */
export function inviteContent(
  invite: InviteRow,
  { config, publicUrl }: Pick<Services, 'config' | 'publicUrl'>,
): InviteTemplateContent {
  const { company, ...texts } = readInviteContent(invite.content);
  const isNamed = !isBlankText(company.name);
  const name = isNamed ? company.name : (operatorsCompany(config) ?? siteName('', publicUrl));
  return { company: { ...company, name }, ...texts };
}

export const landingPageUrl = (publicUrl: string, invite: InviteRow): string =>
  `${publicUrl}/connect/${invite.landing_token}`;

export function inviteResource(invite: InviteRow, publicUrl: string): Invite {
  return {
    id: invite.id,
    createdAt: timestamp(Number(invite.created_at)),
    fullName: invite.full_name,
    firstName: invite.first_name,
    lastName: invite.last_name,
    email: invite.email,
    templateId: invite.template_id,
    winkTemplateId: invite.wink_template_id,
    userId: invite.user_id,
    status: invite.status,
    updatedAt: timestamp(Number(invite.updated_at)),
    invitedAt: invite.invited_at === null ? null : timestamp(Number(invite.invited_at)),
    linkedAt: invite.linked_at === null ? null : timestamp(Number(invite.linked_at)),
    inviteLandingPageUrl: landingPageUrl(publicUrl, invite),
  };
}

export interface InviteLogRow {
  id: string;
  invite_id: string;
  user_id: string;
  status: InviteStatus;
  created_at: number;
}

export const inviteLogResource = (row: InviteLogRow): InviteLog => ({
  id: row.id,
  inviteId: row.invite_id,
  inviteStatus: row.status,
  userId: row.user_id,
  createdAt: timestamp(Number(row.created_at)),
});

/**
 * Lists rows and not resources, because an invite's resource contains the server's public URL, which only the caller
 * knows.
 */
export const inviteRows = new Listing<InviteRow, InviteRow>({
  table: 'invites',
  filters: { userId: ofUser },
  toResource: (row) => row,
});

export const inviteLogs = new Listing<InviteLogRow, InviteLog>({
  table: 'invite_logs',
  filters: {},
  toResource: inviteLogResource,
});
