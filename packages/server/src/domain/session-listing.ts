import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import type { CallbackArguments } from '@winkwire/contract/callbacks';
import type { SessionScreen, WidgetSession } from '@winkwire/contract/resources/widget-session';
import type { Page } from '@winkwire/contract/schema/envelope';
import { oneOf } from '@winkwire/contract/schema/fields';
import { deviceClasses, sessionOutcomes } from '@winkwire/contract/session-outcomes';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries } from '../store/store.ts';
import { byDay, equals, type Filter, ofUser } from './filters.ts';
import { Listing, type ListQuery } from './listing.ts';
import type { SessionOptions } from './session-options.ts';
import type { SessionProgress } from './session-progress.ts';
import { findSessionById, type SessionRow } from './sessions.ts';

type ListedRow = SessionRow & SessionProgress;

interface ScreenRow {
  session_id: string;
  arguments: string;
  at: number;
}

/** A search for a screen reads at most this many of a session's callbacks, because a frame could report any number. */
const mostCallbacks = 500;

export const ofProvider = equals('provider_id', 'Only sessions with this provider.');
export const ofTemplate = equals('template_id', 'Only sessions with this wink template.');
export const ofDevice: Filter = {
  ...equals('device', ''),
  schema: oneOf(deviceClasses, { description: 'Only sessions on this class of device.' }),
};

const byOutcome: Filter = {
  // Before its end, a session's outcome is not final.
  ...equals(`status = 'COMPLETED' and outcome`, ''),
  schema: oneOf(sessionOutcomes, { description: 'Only sessions that ended with this outcome.' }),
};

export const sessionListing = new Listing<ListedRow, ListedRow>({
  table: 'sessions',
  filters: {
    userId: ofUser,
    outcome: byOutcome,
    providerId: ofProvider,
    templateId: ofTemplate,
    device: ofDevice,
    ...byDay('created_at'),
  },
  toResource: (row) => row,
});

export async function listSessions(
  { store, now }: { store: Queries; now(): number },
  caller: Caller,
  query: ListQuery,
): Promise<Page<WidgetSession>> {
  const { items, nextCursor } = await sessionListing.page(store, caller, query);
  return { nextCursor, items: await withScreens(store, items, now()) };
}

/** Throws MISSING_RESOURCE. */
export async function getSession(
  { store, now }: { store: Queries; now(): number },
  caller: Caller,
  id: string,
): Promise<WidgetSession> {
  const row = await findSessionById(store, caller, id);
  const [session] = row ? await withScreens(store, [row as ListedRow], now()) : [];
  if (!session) throw new Failure('MISSING_RESOURCE', `There is no session ${id} in ${caller.mode}.`);
  return session;
}

async function withScreens(
  queries: Queries,
  rows: readonly ListedRow[],
  now: number,
): Promise<WidgetSession[]> {
  if (rows.length === 0) return [];
  const places = rows.map((_, index) => `$${index + 1}`).join(', ');
  const screens = await queries.all<ScreenRow>(
    `select session_id, arguments, at from callbacks
     where session_id in (${places}) and sequence <= ${mostCallbacks} and name = 'onUIEvent'
     order by session_id, sequence`,
    rows.map(({ id }) => id),
  );
  const bySession = Map.groupBy(screens, ({ session_id }) => session_id);
  return rows.map((row) => sessionResource(row, bySession.get(row.id) ?? [], now));
}

function sessionResource(row: ListedRow, screens: readonly ScreenRow[], now: number): WidgetSession {
  const startedAt = Number(row.created_at);
  const until = row.ended_at === null ? now : Number(row.ended_at);
  const isOver = row.status === 'COMPLETED';
  return {
    id: row.id,
    userId: row.user_id,
    status: row.status,
    outcome: isOver ? row.outcome : null,
    errorCode: row.outcome === 'FAILED' ? (row.error_code as AccountErrorCode | null) : null,
    lastScreen: row.last_screen,
    providerId: row.provider_id,
    templateId: row.template_id,
    locale: (JSON.parse(row.options) as Partial<SessionOptions>).language ?? null,
    device: row.device,
    hostOrigin: row.host_origin,
    startedAt: timestamp(startedAt),
    endedAt: row.ended_at === null ? null : timestamp(until),
    duration: Math.max(0, until - startedAt),
    screens: screens.map((screen, index) => screenResource(screen, screens[index + 1]?.at ?? until)),
  };
}

function screenResource({ arguments: given, at }: ScreenRow, until: number): SessionScreen {
  const { eventName }: CallbackArguments['onUIEvent'] = JSON.parse(given);
  const openedAt = Number(at);
  return { name: eventName, openedAt: timestamp(openedAt), duration: Math.max(0, Number(until) - openedAt) };
}
