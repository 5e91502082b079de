import {
  type CallbackRecord,
  type RecordArguments,
  type RecordName,
  recordNames,
} from '@winkwire/contract/callbacks';
import { timestamp } from '@winkwire/contract/timestamp';
import { mostMissedCallbacks, mostTailCallbacks } from '@winkwire/contract/widget-api';
import { hourMs } from '../platform/durations.ts';
import type { Queries, Transaction } from '../store/store.ts';
import type { Lender } from './lender.ts';
import { type AdvancingSession, advanceSession } from './session-progress.ts';

export interface CallbackRow {
  session_id: string;
  sequence: number;
  user_id: string;
  event_id: string;
  name: RecordName;
  arguments: string;
  source_id: string | null;
  at: number;
  acknowledged_at: number | null;
}

export interface NewCallback<Name extends RecordName> {
  sessionId: string;
  userId: string;
  name: Name;
  arguments: RecordArguments[Name];
  /**
   * The id of the event from which the callback was made. A callback that began in the frame has no event, so the frame
   * makes an id for the callback.
   */
  eventId: string;
  /** When the callback happened, in milliseconds since 1970. If absent, the current time. */
  at?: number;
  /**
   * The account or archive that has changed, and its version after the change. {@link findCallbacksOfSource} uses the
   * id and the version.
   */
  source?: { id: string; version: number };
  /**
   * For `onUIEvent`: the provider that the screen shows. Undefined for other callbacks, for screens without a provider,
   * and if the tenant has no such provider.
   */
  providerId?: string | undefined;
}

/**
 * Records a callback for the page, in the transaction of the change that causes the callback. The session's row
 * contains the counter of its callbacks, and increasing the counter locks the row. So the sequence numbers of a
 * session's callbacks have no gaps and no duplicates. Returns the sequence number of the callback.
 */
export async function recordCallback<Name extends RecordName>(
  transaction: Transaction,
  callback: NewCallback<Name>,
): Promise<number> {
  const session = await transaction.get<AdvancingSession & { callback_sequence: number }>(
    'update sessions set callback_sequence = callback_sequence + 1 where id = $1 and user_id = $2 returning *',
    [callback.sessionId, callback.userId],
  );
  if (!session)
    throw new Error(`The user has no session ${callback.sessionId} to record ${callback.name} in.`);
  const row: CallbackRow = {
    session_id: callback.sessionId,
    sequence: Number(session.callback_sequence),
    user_id: callback.userId,
    event_id: callback.eventId,
    name: callback.name,
    arguments: JSON.stringify(callback.arguments ?? null),
    source_id: callback.source?.id ?? null,
    at: callback.at ?? Date.now(),
    acknowledged_at: null,
  };
  await transaction.run(
    `insert into callbacks (session_id, sequence, tenant_id, mode, user_id, event_id, name, arguments, source_id,
       source_version, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.session_id,
      row.sequence,
      session.tenant_id,
      session.mode,
      row.user_id,
      row.event_id,
      row.name,
      row.arguments,
      row.source_id,
      callback.source?.version ?? null,
      row.at,
    ],
  );
  await advanceSession(transaction, session, callback);
  return row.sequence;
}

/**
 * The sequence number of the session's callback with this event id. Undefined if the callback has not been
 * recorded. Another transaction may be recording the callback, so lock the session first.
 */
export async function findSequence(
  queries: Queries,
  sessionId: string,
  eventId: string,
): Promise<number | undefined> {
  const row = await queries.get<{ sequence: number }>(
    'select sequence from callbacks where session_id = $1 and event_id = $2',
    [sessionId, eventId],
  );
  return row && Number(row.sequence);
}

/** The sequence number of the session's last callback. 0 if the session has no callbacks. */
export async function findLastSequence(queries: Queries, sessionId: string): Promise<number> {
  const row = await queries.get<{ callback_sequence: number }>(
    'select callback_sequence from sessions where id = $1',
    [sessionId],
  );
  return Number(row?.callback_sequence ?? 0);
}

export async function findTail(
  queries: Queries,
  sessionId: string,
  after: number,
): Promise<CallbackRecord[]> {
  const rows = await queries.all<CallbackRow>(
    `select * from callbacks where session_id = $1 and sequence > $2 order by sequence limit ${mostTailCallbacks}`,
    [sessionId, after],
  );
  return rows.map((row) => callbackRecord(row, false));
}

/**
 * Finds the callbacks about an account or archive that are newer than `after`, the version that the frame already has.
 */
export async function findCallbacksOfSource(
  queries: Queries,
  of: { sessionId: string; sourceId: string; after: number },
): Promise<CallbackRecord[]> {
  const rows = await queries.all<CallbackRow>(
    `select * from callbacks where session_id = $1 and source_id = $2 and source_version > $3 order by sequence`,
    [of.sessionId, of.sourceId, of.after],
  );
  return rows.map((row) => callbackRecord(row, false));
}

/**
 * For each callback: whether the next session of the user forwards it again if it was not acknowledged. A callback with
 * `false` is only for the page of its own session. For example, an old `onClose` would close the widget of the new
 * page.
 */
const isForwardedAgain: Record<RecordName, boolean> = {
  onAccountCreated: true,
  onAccountConnected: true,
  onAccountRemoved: true,
  onAccountError: true,
  onUploadsCreated: true,
  onUploadsRemoved: true,
  onTokenExpired: false,
  onClose: false,
  onUIEvent: false,
  onEvent: false,
};
const forwardedAgain = recordNames
  .filter((name) => isForwardedAgain[name])
  .map((name) => `'${name}'`)
  .join(', ');

interface Missing {
  tenantId: string;
  mode: string;
  userId: string;
  /** Only callbacks from this lender's sessions are found. */
  lender: Lender;
  since: number;
  after?: MissedAfter | undefined;
}

/**
 * The search for a lender's callbacks examines at most this many unacknowledged callbacks of the user: the newest ones.
 * When these have been acknowledged, a later opening of the widget finds older ones. There is a limit, because the
 * search runs in the transaction that opens a session. On SQLite, it took 40 ms when all examined callbacks were of
 * another lender.
 */
const mostSearched = 5000;

/**
 * Finds the user's unacknowledged callbacks that the lender's next session forwards again.
 *
 * A session belongs to the lender's company if the JSON text in its column `options` contains the key `companyName`
 * with the company's name. Both engines can search for such a text. The text of another option cannot match, because
 * quotes inside a JSON value are escaped.
 *
 * The session is read by a subquery. With a join, PostgreSQL may scan all sessions for each callback.
 */
export async function findUnacknowledged(queries: Queries, of: Missing): Promise<CallbackRecord[]> {
  const { sessionId = '', sequence = 0 } = of.after ?? {};
  const last = of.after && (await findCallback(queries, { sessionId, sequence, userId: of.userId }));
  if (of.after && !last) return [];
  const { hostOrigin, companyNames } = of.lender;
  const isOfCompany = companyNames.map((_, index) => `replace(s.options, $${index + 10}, '') <> s.options`);
  const rows = await queries.all<CallbackRow>(
    `select c.* from (
       select * from callbacks
       where tenant_id = $1 and mode = $2 and user_id = $3 and acknowledged_at is null and at >= $4
         and name in (${forwardedAgain})
       order by at desc limit ${mostSearched}) c
     where (select s.host_origin = $5 and (${isOfCompany.join(' or ')}) from sessions s where s.id = c.session_id)
       and (c.at, c.session_id, c.sequence) > ($6, $7, $8) and c.session_id <> $9
     order by c.at, c.session_id, c.sequence limit ${mostMissedCallbacks}`,
    [
      of.tenantId,
      of.mode,
      of.userId,
      of.since,
      hostOrigin,
      last ? Number(last.at) : 0,
      sessionId,
      sequence,
      of.after?.ownSessionId ?? '',
      ...companyNames.map((companyName) => JSON.stringify({ companyName }).slice(1, -1)),
    ],
  );
  return rows.map((row) => callbackRecord(row, true));
}

/**
 * The next unacknowledged callbacks are those after the callback with this `sessionId` and `sequence`. The session
 * `ownSessionId` requests them, so its own callbacks are left out.
 */
export interface MissedAfter {
  sessionId: string;
  sequence: number;
  ownSessionId: string;
}

const findCallback = (queries: Queries, of: { sessionId: string; sequence: number; userId: string }) =>
  queries.get<{ at: number }>(
    'select at from callbacks where session_id = $1 and sequence = $2 and user_id = $3',
    [of.sessionId, of.sequence, of.userId],
  );

/** In ms since 1970. Callbacks that are older than this time are not forwarded again. */
export const missedSince = ({ now, config }: { now(): number; config: { callbackHours: number } }): number =>
  now() - config.callbackHours * hourMs;

/** The time, in ms since 1970, until which a callback is forwarded again. Null if it is never forwarded again. */
export const repeatedUntil = (
  { name, at }: { name: RecordName; at: number },
  { callbackHours }: { callbackHours: number },
): number | null => (isForwardedAgain[name] ? Number(at) + callbackHours * hourMs : null);

/**
 * Marks callbacks as acknowledged, because the host page has run them. Ignores ids that are unknown or that belong to
 * other users.
 */
export async function acknowledgeCallbacks(
  queries: Queries,
  acknowledged: { tenantId: string; mode: string; userId: string; eventIds: readonly string[]; now: number },
): Promise<void> {
  if (acknowledged.eventIds.length === 0) return;
  const places = acknowledged.eventIds.map((_, index) => `$${index + 5}`).join(', ');
  await queries.run(
    `update callbacks set acknowledged_at = $4
     where tenant_id = $1 and mode = $2 and user_id = $3 and acknowledged_at is null and event_id in (${places})`,
    [
      acknowledged.tenantId,
      acknowledged.mode,
      acknowledged.userId,
      acknowledged.now,
      ...acknowledged.eventIds,
    ],
  );
}

function callbackRecord(row: CallbackRow, replayed: boolean): CallbackRecord {
  return {
    name: row.name,
    arguments: JSON.parse(row.arguments) ?? undefined,
    eventId: row.event_id,
    sessionId: row.session_id,
    sequence: Number(row.sequence),
    replayed,
    at: timestamp(Number(row.at)),
  };
}
