import type { Mode } from '@winkwire/contract/modes';
import type { DeviceClass } from '@winkwire/contract/session-outcomes';
import type { SessionCaller } from '../platform/caller.ts';
import { tokenHash } from '../platform/token.ts';
import type { Queries, Transaction } from '../store/store.ts';

export type SessionStatus = 'IN_PROGRESS' | 'COMPLETED';

export interface SessionRow {
  id: string;
  tenant_id: string;
  mode: Mode;
  user_id: string;
  token_hash: string;
  status: SessionStatus;
  host_origin: string;
  options: string;
  callback_sequence: number;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
  /**
   * Set for a sign-in at a provider in the same tab: the URL to return to, the user's deadline, and the hash of the
   * return code (away-sessions.ts).
   */
  return_url: string | null;
  away_until: number | null;
  return_code: string | null;
  template_id: string | null;
  device: DeviceClass | null;
  seen_at: number | null;
  /** If the frame stays silent until this time, the session ends. */
  silent_at: number | null;
  /**
   * 1 if the session ended because its frame fell silent. Such a session continues when the frame is heard from again.
   */
  ended_by_silence: number;
}

interface Owner {
  tenantId: string;
  mode: string;
}

export const sessionCaller = (row: SessionRow): SessionCaller => ({
  tenantId: row.tenant_id,
  mode: row.mode,
  userId: row.user_id,
  sessionId: row.id,
});

/** Also finds a session that has ended. */
export const findSessionByToken = (queries: Queries, token: string) =>
  queries.get<SessionRow>('select * from sessions where token_hash = $1', [tokenHash(token)]);

export const findSessionById = (queries: Queries, owner: Owner, id: string) =>
  queries.get<SessionRow>('select * from sessions where tenant_id = $1 and mode = $2 and id = $3', [
    owner.tenantId,
    owner.mode,
    id,
  ]);

type NewSession = Omit<SessionRow, 'return_url' | 'away_until' | 'return_code'>;

export async function addSession(transaction: Transaction, row: NewSession): Promise<void> {
  await transaction.run(
    `insert into sessions (id, tenant_id, mode, user_id, token_hash, status, host_origin, options, callback_sequence,
       created_at, expires_at, ended_at, template_id, device, seen_at, silent_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      row.id,
      row.tenant_id,
      row.mode,
      row.user_id,
      row.token_hash,
      row.status,
      row.host_origin,
      row.options,
      row.callback_sequence,
      row.created_at,
      row.expires_at,
      row.ended_at,
      row.template_id,
      row.device,
      row.seen_at,
      row.silent_at,
    ],
  );
}

export async function extendSession(
  transaction: Transaction,
  sessionId: string,
  expiresAt: number,
): Promise<boolean> {
  const extended = await transaction.run(
    `update sessions set expires_at = $2 where id = $1 and status = 'IN_PROGRESS'`,
    [sessionId, expiresAt],
  );
  return extended > 0;
}

export async function setSessionOptions(
  transaction: Transaction,
  sessionId: string,
  options: string,
): Promise<void> {
  await transaction.run('update sessions set options = $2 where id = $1', [sessionId, options]);
}

/** In ms. How long a session can be renewed after its token has expired. */
const renewalGrace = 10 * 60 * 1000;

/** If the frame is not silent, its user has come back, even if the session counts as away. */
const isAbandoned = (now: string, deadline: string): string =>
  `(expires_at <= ${deadline} or (away_until <= ${now} and coalesce(silent_at, 0) <= ${now}))`;

const isSilent = (now: string): string => `silent_at <= ${now} and coalesce(away_until, 0) <= ${now}`;

/**
 * Why a session ends. A `SILENT`, `ABANDONED` or `AWAY` session ends only if it still is. `AWAY`: its user has left for
 * a provider, and opened another session instead of coming back.
 */
export type SessionEnding = 'CLOSED' | 'SILENT' | 'ABANDONED' | 'AWAY';

/**
 * If several callers end a session at the same time, exactly one gets true and reports the end. The end of a silent
 * session is the time of its frame's last heartbeat.
 */
export async function endSession(
  transaction: Transaction,
  { id, now, ending }: { id: string; now: number; ending: SessionEnding },
): Promise<boolean> {
  if (ending === 'SILENT') {
    const ended = await transaction.run(
      `update sessions set status = 'COMPLETED', ended_at = seen_at, ended_by_silence = 1
       where id = $1 and status = 'IN_PROGRESS' and ${isSilent('$2')}`,
      [id, now],
    );
    return ended > 0;
  }
  const isStill = { CLOSED: '', ABANDONED: `and ${isAbandoned('$2', '$3')}`, AWAY: 'and away_until > $2' };
  const ended = await transaction.run(
    `update sessions
     set status = 'COMPLETED', ended_at = $2, return_url = null, away_until = null, return_code = null
     where id = $1 and status = 'IN_PROGRESS' ${isStill[ending]}`,
    [id, now, ...(ending === 'ABANDONED' ? [now - renewalGrace] : [])],
  );
  return ended > 0;
}

/** Continues a session that ended by silence. If several callers do so at the same time, exactly one gets true. */
export async function continueSession(
  transaction: Transaction,
  session: { id: string; now: number; silentAt: number },
): Promise<boolean> {
  const continued = await transaction.run(
    `update sessions set status = 'IN_PROGRESS', ended_at = null, ended_by_silence = 0, seen_at = $2, silent_at = $3
     where id = $1 and status = 'COMPLETED' and ended_by_silence = 1`,
    [session.id, session.now, session.silentAt],
  );
  return continued > 0;
}

/** Waits for transactions that record the session's callbacks or end it. Returns 0 if the session has been erased. */
export const lockSession = (transaction: Transaction, id: string): Promise<number> =>
  // Changes nothing, but locks the row, which a read would not do.
  transaction.run('update sessions set callback_sequence = callback_sequence where id = $1', [id]);

export const lockSessionOf = (transaction: Transaction, accountId: string): Promise<number> =>
  transaction.run(
    `update sessions set callback_sequence = callback_sequence
     where id = (select session_id from accounts where id = $1)`,
    [accountId],
  );

/** Locks the user's sessions in the order of their ids. The statements are sent together, and run in this order. */
export async function lockSessionsOfUser(
  transaction: Transaction,
  { tenantId, mode, userId }: Owner & { userId: string },
): Promise<void> {
  const rows = await transaction.all<{ id: string }>(
    'select id from sessions where tenant_id = $1 and mode = $2 and user_id = $3 order by id',
    [tenantId, mode, userId],
  );
  await Promise.all(rows.map(({ id }) => lockSession(transaction, id)));
}

/** Keeps a session open until the transaction ends. False if the session has ended. */
export async function holdSessionOpen(transaction: Transaction, id: string): Promise<boolean> {
  const held = await transaction.run(
    `update sessions set callback_sequence = callback_sequence where id = $1 and status = 'IN_PROGRESS'`,
    [id],
  );
  return held > 0;
}

/** Up to 100 open sessions that were not renewed in time, or whose user has not come back from a provider in time. */
export const findAbandonedSessions = (queries: Queries, now: number) =>
  queries.all<SessionRow>(
    `select * from sessions
     where status = 'IN_PROGRESS' and ${isAbandoned('$1', '$2')} order by expires_at limit 100`,
    [now, now - renewalGrace],
  );

/** Up to 100 open sessions. A session whose user is away at a provider has no frame, and is left out. */
export const findSilentSessions = (queries: Queries, now: number) =>
  queries.all<SessionRow>(
    `select * from sessions where status = 'IN_PROGRESS' and ${isSilent('$1')} limit 100`,
    [now],
  );

/** Expires the tokens of the user's open sessions. The page can still renew these sessions. */
export const expireSessions = (transaction: Transaction, owner: Owner, of: { userId: string; now: number }) =>
  transaction.run(
    `update sessions set expires_at = $4
     where tenant_id = $1 and mode = $2 and user_id = $3 and status = 'IN_PROGRESS' and expires_at > $4`,
    [owner.tenantId, owner.mode, of.userId, of.now],
  );
