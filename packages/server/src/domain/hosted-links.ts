import { randomBytes } from 'node:crypto';
import type { Mode } from '@winkwire/contract/modes';
import type { HostedLink } from '@winkwire/contract/resources';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import { tokenHash } from '../platform/token.ts';
import type { Queries, Transaction } from '../store/store.ts';

export interface HostedLinkRow {
  id: string;
  tenant_id: string;
  mode: Mode;
  user_id: string;
  wink_template_id: string | null;
  token_hash: string;
  return_url: string | null;
  state: string | null;
  completion: HostedLink['completion'];
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
}

const columns = [
  ...(['id', 'tenant_id', 'mode', 'user_id', 'wink_template_id', 'token_hash', 'return_url'] as const),
  ...(['state', 'completion', 'created_at', 'expires_at', 'revoked_at'] as const),
] satisfies (keyof HostedLinkRow)[];

export async function addHostedLink(transaction: Transaction, row: HostedLinkRow): Promise<void> {
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  await transaction.run(
    `insert into hosted_links (${columns.join(', ')}) values (${places})`,
    columns.map((column) => row[column]),
  );
}

/** Throws MISSING_RESOURCE, also for a link of another tenant or mode. */
export async function requireHostedLink(queries: Queries, owner: Caller, id: string): Promise<HostedLinkRow> {
  const row = await queries.get<HostedLinkRow>(
    'select * from hosted_links where tenant_id = $1 and mode = $2 and id = $3',
    [owner.tenantId, owner.mode, id],
  );
  if (!row) throw new Failure('MISSING_RESOURCE', `There is no hosted link ${id} in ${owner.mode}.`);
  return row;
}

/** Finds a link of any tenant. Its token proves that the caller was given it. */
export const findHostedLinkByToken = (queries: Queries, token: string) =>
  queries.get<HostedLinkRow>('select * from hosted_links where token_hash = $1', [tokenHash(token)]);

/** Revokes a link. If the link was revoked before, the time of that revocation stays. */
export const revokeHostedLink = (transaction: Transaction, id: string, now: number) =>
  transaction.run('update hosted_links set revoked_at = $2 where id = $1 and revoked_at is null', [id, now]);

export const newHostedLinkToken = (): string => randomBytes(24).toString('base64url');

export const hostedLinkUrl = (publicUrl: string, token: string): string =>
  `${publicUrl}/connect/links/${token}`;

/**
 * The user's newest connected account and newest uploaded archive since the link was created. Null where there is none.
 */
export interface LinkOutcome {
  accountId: string | null;
  archiveId: string | null;
}

export async function findLinkOutcome(queries: Queries, row: HostedLinkRow): Promise<LinkOutcome> {
  const since = [row.tenant_id, row.mode, row.user_id, row.created_at];
  const latest = (table: string, condition: string) =>
    queries.get<{ id: string }>(
      `select id from ${table} where tenant_id = $1 and mode = $2 and user_id = $3 and created_at >= $4
         and ${condition} order by created_at desc, id desc limit 1`,
      since,
    );
  const account = await latest('accounts', `connection_status = 'CONNECTED'`);
  const archive = await latest('archives', `provider_id = 'user-provided' and status <> 'REVOKED'`);
  return { accountId: account?.id ?? null, archiveId: archive?.id ?? null };
}

export function hostedLinkStatus(
  row: HostedLinkRow,
  { accountId, archiveId }: LinkOutcome,
  now: number,
): HostedLink['status'] {
  if (row.revoked_at !== null) return 'REVOKED';
  if (accountId ?? archiveId) return 'COMPLETED';
  return Number(row.expires_at) <= now ? 'EXPIRED' : 'OPEN';
}

export async function hostedLinkResource(
  queries: Queries,
  row: HostedLinkRow,
  { now, url }: { now: number; url?: string },
): Promise<HostedLink> {
  const outcome = await findLinkOutcome(queries, row);
  return {
    id: row.id,
    createdAt: timestamp(Number(row.created_at)),
    expiresAt: timestamp(Number(row.expires_at)),
    userId: row.user_id,
    templateId: row.wink_template_id,
    returnUrl: row.return_url,
    state: row.state,
    completion: row.completion,
    status: hostedLinkStatus(row, outcome, now),
    ...outcome,
    url: url ?? null,
  };
}
