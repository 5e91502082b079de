import { newUserId } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import type { ExternalMetadata } from '@winkwire/contract/resources/external-metadata';
import type { User } from '@winkwire/contract/resources/user';
import type { UserSession } from '@winkwire/contract/resources/user-session';
import type { Page } from '@winkwire/contract/schema/envelope';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { findProvidersOfUsers } from './accounts.ts';
import { byDay, equals, type Filter } from './filters.ts';
import { Listing, type ListQuery } from './listing.ts';

export interface UserRow {
  id: string;
  tenant_id: string;
  mode: Mode;
  external_metadata: string;
  channel: 'Default' | 'WinkSite';
  channel_id: string | null;
  session_status: 'IN_PROGRESS' | 'COMPLETED' | 'REVOKED';
  payload_since: number;
  created_at: number;
}

export interface NewUser {
  externalMetadata?: ExternalMetadata | undefined;
  /** `WinkSite` if an invitation created the user. */
  channel?: UserRow['channel'] | undefined;
  channelId?: string | undefined;
  now: number;
}

export async function addUser(transaction: Transaction, caller: Caller, user: NewUser): Promise<UserRow> {
  const row: UserRow = {
    id: newUserId(caller.tenantId),
    tenant_id: caller.tenantId,
    mode: caller.mode,
    external_metadata: JSON.stringify(user.externalMetadata ?? {}),
    channel: user.channel ?? 'Default',
    channel_id: user.channelId ?? null,
    session_status: 'IN_PROGRESS',
    payload_since: user.now,
    created_at: user.now,
  };
  await transaction.run(
    `insert into users (id, tenant_id, mode, external_metadata, channel, channel_id, session_status, payload_since,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.tenant_id,
      row.mode,
      row.external_metadata,
      row.channel,
      row.channel_id,
      row.session_status,
      row.payload_since,
      row.created_at,
    ],
  );
  await addReferences(transaction, row, user.externalMetadata ?? {});
  transaction.append({
    tenantId: caller.tenantId,
    mode: caller.mode,
    type: 'USER_CREATED',
    data: { userId: row.id, session: userSession(row) },
    sourceId: row.id,
    userId: row.id,
  });
  return row;
}

/** PostgreSQL refuses NUL in texts. A migration has converted older references to lower case. */
const foldReference = (text: string): string => text.toLowerCase().replaceAll('\0', '');

async function addReferences(
  queries: Queries,
  { tenant_id: tenantId, mode, id, created_at: createdAt }: UserRow,
  metadata: ExternalMetadata,
): Promise<void> {
  for (const value of Object.values(metadata)) {
    await queries.run(
      `insert into user_references (tenant_id, mode, value, created_at, user_id) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [tenantId, mode, foldReference(value), createdAt, id],
    );
  }
}

export const findUser = (queries: Queries, caller: Caller, id: string) =>
  queries.get<UserRow>('select * from users where tenant_id = $1 and mode = $2 and id = $3', [
    caller.tenantId,
    caller.mode,
    id,
  ]);

export async function requireUser(queries: Queries, caller: Caller, id: string): Promise<UserRow> {
  const user = await findUser(queries, caller, id);
  if (!user) throw noSuchUser(caller, id);
  return user;
}

const noSuchUser = ({ mode }: Caller, id: string): Failure =>
  new Failure('MISSING_RESOURCE', `There is no user ${id} in ${mode}.`);

/**
 * Makes an erasure wait for this transaction, so that it removes everything that the transaction adds. Call this before
 * adding a token, link, archive or reset, or an account without a session. Throws MISSING_RESOURCE if the user is
 * unknown or the erasure has begun.
 */
export async function lockUser(transaction: Transaction, caller: Caller, id: string): Promise<void> {
  // Changes nothing, but locks the row, which a read would not do.
  const locked = await transaction.run(
    'update users set erasing = erasing where tenant_id = $1 and mode = $2 and id = $3 and erasing = 0',
    [caller.tenantId, caller.mode, id],
  );
  if (locked === 0) throw noSuchUser(caller, id);
}

/** Makes {@link lockUser} refuse the user. Throws MISSING_RESOURCE if there is no such user. */
export async function beginErasure(queries: Queries, caller: Caller, id: string): Promise<void> {
  const begun = await queries.run(
    'update users set erasing = 1 where tenant_id = $1 and mode = $2 and id = $3',
    [caller.tenantId, caller.mode, id],
  );
  if (begun === 0) throw noSuchUser(caller, id);
}

/** The user's `UserSession` is not a session of the widget. */
export async function setUserSession(
  transaction: Transaction,
  caller: Caller,
  change: { userId: string; status: UserRow['session_status']; payloadSince?: number },
): Promise<void> {
  await transaction.run(
    `update users set session_status = $4, payload_since = coalesce($5, payload_since)
     where tenant_id = $1 and mode = $2 and id = $3`,
    [caller.tenantId, caller.mode, change.userId, change.status, change.payloadSince ?? null],
  );
}

export const userSession = (row: UserRow): UserSession => ({
  userId: row.id,
  channel: row.channel,
  channelId: row.channel_id,
  status: row.session_status,
});

/** `providers` has the ids of the providers with which the user has connected accounts. */
export const userResource = (row: UserRow, providers: string[]): User => ({
  id: row.id,
  externalMetadata: JSON.parse(row.external_metadata),
  createdAt: timestamp(Number(row.created_at)),
  providers,
  session: userSession(row),
});

export async function getUser(queries: Queries, caller: Caller, id: string): Promise<User> {
  const row = await requireUser(queries, caller, id);
  const providers = await findProvidersOfUsers(queries, caller, [id]);
  return userResource(row, providers.get(id) ?? []);
}

const reference: Filter = {
  ...equals(
    'reference',
    'Only users whose `externalMetadata` has this value, under any name. The case of letters is ignored.',
  ),
  value: foldReference,
};

export const userListing = new Listing<UserRow, UserRow>({
  table: 'users',
  view: { name: 'referenced_users', filter: 'reference' },
  filters: { reference, ...byDay('created_at') },
  toResource: (row) => row,
});

export async function listUsers(queries: Queries, caller: Caller, query: ListQuery): Promise<Page<User>> {
  const { items, nextCursor } = await userListing.page(queries, caller, query);
  const providers = await findProvidersOfUsers(
    queries,
    caller,
    items.map(({ id }) => id),
  );
  return { nextCursor, items: items.map((row) => userResource(row, providers.get(row.id) ?? [])) };
}
