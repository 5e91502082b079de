import type { SessionCallback } from '@winkwire/contract/resources/session-callback';
import type { Page } from '@winkwire/contract/schema/envelope';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries } from '../store/store.ts';
import type { CallbackRow } from './callbacks.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { defaultPageSize, type ListQuery } from './listing.ts';
import { findSessionById } from './sessions.ts';

export async function listCallbacks(
  queries: Queries,
  caller: Caller,
  { sessionId, query }: { sessionId: string; query: ListQuery },
): Promise<Page<SessionCallback>> {
  if (!(await findSessionById(queries, caller, sessionId)))
    throw new Failure('MISSING_RESOURCE', `There is no session ${sessionId} in ${caller.mode}.`);
  const list = `callbacks ${sessionId}`;
  const { size = defaultPageSize, cursor } = query;
  const [after] = cursor === undefined ? [0] : openCursor(cursor, { list, names: [] }).after;
  const rows = await queries.all<CallbackRow>(
    'select * from callbacks where session_id = $1 and sequence > $2 order by sequence limit $3',
    [sessionId, after, size + 1],
  );
  const items = rows.slice(0, size).map(callbackResource);
  const last = items.at(-1);
  return {
    items,
    nextCursor:
      last && rows.length > size
        ? sealCursor({ list, filters: {}, after: [last.sequence, last.eventId] })
        : null,
  };
}

const callbackResource = (row: CallbackRow): SessionCallback => ({
  eventId: row.event_id,
  sessionId: row.session_id,
  sequence: Number(row.sequence),
  name: row.name,
  arguments: JSON.parse(row.arguments),
  at: timestamp(Number(row.at)),
  acknowledgedAt: row.acknowledged_at === null ? null : timestamp(Number(row.acknowledged_at)),
});
