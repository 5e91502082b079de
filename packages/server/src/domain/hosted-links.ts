import { randomBytes } from 'node:crypto';
import type { Mode } from '@winkwire/contract/modes';
import type { HostedLink } from '@winkwire/contract/resources';
import type { Page } from '@winkwire/contract/schema/envelope';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { RowLock } from '../platform/row-locks.ts';
import { tokenHash } from '../platform/token.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { byDay, equals, ofUser } from './filters.ts';
import { Listing, type ListQuery } from './listing.ts';

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
  /** When the link first opened the widget. */
  opened_at: number | null;
}

const columns = [
  ...(['id', 'tenant_id', 'mode', 'user_id', 'wink_template_id', 'token_hash', 'return_url'] as const),
  ...(['state', 'completion', 'created_at', 'expires_at', 'revoked_at', 'opened_at'] as const),
] satisfies (keyof HostedLinkRow)[];

export async function addHostedLink(transaction: Transaction, row: HostedLinkRow): Promise<void> {
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  await transaction.run(
    `insert into hosted_links (${columns.join(', ')}) values (${places})`,
    columns.map((column) => row[column]),
  );
}

export async function requireHostedLink(queries: Queries, owner: Caller, id: string): Promise<HostedLinkRow> {
  const row = await queries.get<HostedLinkRow>(
    'select * from hosted_links where tenant_id = $1 and mode = $2 and id = $3',
    [owner.tenantId, owner.mode, id],
  );
  if (!row) throw new Failure('MISSING_RESOURCE', `There is no hosted link ${id} in ${owner.mode}.`);
  return row;
}

/** Finds a link of any tenant: its token proves that the caller was given it. */
export const findHostedLinkByToken = (queries: Queries, token: string, lock: RowLock = '') =>
  queries.get<HostedLinkRow>(`select * from hosted_links where token_hash = $1 ${lock}`, [tokenHash(token)]);

/** A second revocation keeps the time of the first. */
export const revokeHostedLink = (transaction: Transaction, id: string, now: number) =>
  transaction.run('update hosted_links set revoked_at = $2 where id = $1 and revoked_at is null', [id, now]);

export const newHostedLinkToken = (): string => randomBytes(24).toString('base64url');

export const hostedLinkUrl = (publicUrl: string, token: string): string =>
  `${publicUrl}/connect/links/${token}`;

export const markHostedLinkOpened = (transaction: Transaction, id: string, now: number) =>
  transaction.run('update hosted_links set opened_at = $2 where id = $1 and opened_at is null', [id, now]);

/** The newest connected account and uploaded archive since the link was created. */
interface LinkOutcome {
  accountId: string | null;
  archiveId: string | null;
}

async function findLinkOutcomes(
  queries: Queries,
  links: readonly HostedLinkRow[],
): Promise<Map<string, LinkOutcome>> {
  if (links.length === 0) return new Map();
  const latest = (table: string, condition: string) =>
    `(select s.id from ${table} s where s.tenant_id = l.tenant_id and s.mode = l.mode and s.user_id = l.user_id
        and s.created_at >= l.created_at and ${condition} order by s.created_at desc, s.id desc limit 1)`;
  const rows = await queries.all<{ id: string; account_id: string | null; archive_id: string | null }>(
    `select l.id, ${latest('accounts', `s.connection_status = 'CONNECTED'`)} as account_id,
       ${latest('archives', `s.provider_id = 'user-provided' and s.status <> 'REVOKED'`)} as archive_id
     from hosted_links l where l.id in (${links.map((_, index) => `$${index + 1}`).join(', ')})`,
    links.map(({ id }) => id),
  );
  return new Map(
    rows.map(({ id, account_id: accountId, archive_id: archiveId }) => [id, { accountId, archiveId }]),
  );
}

function hostedLinkStatus(
  row: HostedLinkRow,
  { accountId, archiveId }: LinkOutcome,
  now: number,
): HostedLink['status'] {
  if (row.revoked_at !== null) return 'REVOKED';
  if (accountId ?? archiveId) return 'COMPLETED';
  return Number(row.expires_at) <= now ? 'EXPIRED' : 'OPEN';
}

const nothingLinked: LinkOutcome = { accountId: null, archiveId: null };

async function hostedLinkResources(
  queries: Queries,
  rows: readonly HostedLinkRow[],
  now: number,
): Promise<HostedLink[]> {
  const outcomes = await findLinkOutcomes(queries, rows);
  return rows.map((row) => resource(row, outcomes.get(row.id) ?? nothingLinked, now));
}

export async function hostedLinkResource(
  queries: Queries,
  row: HostedLinkRow,
  { now, url = null }: { now: number; url?: string | null },
): Promise<HostedLink> {
  const outcomes = await findLinkOutcomes(queries, [row]);
  return { ...resource(row, outcomes.get(row.id) ?? nothingLinked, now), url };
}

function resource(row: HostedLinkRow, outcome: LinkOutcome, now: number): HostedLink {
  return {
    id: row.id,
    createdAt: timestamp(Number(row.created_at)),
    expiresAt: timestamp(Number(row.expires_at)),
    openedAt: row.opened_at === null ? null : timestamp(Number(row.opened_at)),
    userId: row.user_id,
    templateId: row.wink_template_id,
    returnUrl: row.return_url,
    state: row.state,
    completion: row.completion,
    status: hostedLinkStatus(row, outcome, now),
    ...outcome,
    url: null,
  };
}

export const hostedLinkListing = new Listing<HostedLinkRow, HostedLinkRow>({
  table: 'hosted_links',
  filters: {
    userId: ofUser,
    templateId: equals('wink_template_id', 'Only links with this wink template.'),
    ...byDay('created_at'),
  },
  toResource: (row) => row,
});

export async function listHostedLinks(
  { store, now }: { store: Queries; now(): number },
  caller: Caller,
  query: ListQuery,
): Promise<Page<HostedLink>> {
  const { items, nextCursor } = await hostedLinkListing.page(store, caller, query);
  return { nextCursor, items: await hostedLinkResources(store, items, now()) };
}
