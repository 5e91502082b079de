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
  /** The id of the event behind the callback. If there is none, the frame makes an id. */
  eventId: string;
  /** In milliseconds since 1970. If absent, the current time. */
  at?: number;
  /** The account or archive that has changed, and its version after the change. */
  source?: { id: string; version: number };
  /** For `onUIEvent`: the provider on the screen, if the tenant has it. */
  providerId?: string | undefined;
}

/**
 * Records a callback in the transaction of its cause, and returns its sequence number. Increasing the session's counter
 * locks the row, so the numbers have no gaps and no duplicates.
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
 * Undefined if the callback has not been recorded. Lock the session first, because another transaction may be recording
 * it.
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
 * Whether the user's next session forwards the callback again. An old `onClose`, for example, would close the new
 * widget.
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
  lender: Lender;
  since: number;
  after?: MissedAfter | undefined;
}

/**
 * How many of the user's newest callbacks are examined in the transaction that opens a session. On SQLite, this took 40
 * ms.
 */
const mostSearched = 5000;

/**
 * Finds the user's unacknowledged callbacks that the lender's next session forwards again.
 *
 * The company's name is searched as text in the JSON of `options`. Another option cannot match, because its quotes are
 * escaped. With a join instead of the subquery, PostgreSQL may scan all sessions for each callback.
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

/** The search continues after this callback. The callbacks of the session `ownSessionId` are left out. */
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

/** In ms since 1970. Older callbacks are not forwarded again. */
export const missedSince = ({ now, config }: { now(): number; config: { callbackHours: number } }): number =>
  now() - config.callbackHours * hourMs;

/** In ms since 1970. Null if the callback is never forwarded again. */
export const repeatedUntil = (
  { name, at }: { name: RecordName; at: number },
  { callbackHours }: { callbackHours: number },
): number | null => (isForwardedAgain[name] ? Number(at) + callbackHours * hourMs : null);

/** Marks callbacks as acknowledged. Ignores unknown ids and those of other users. */
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
