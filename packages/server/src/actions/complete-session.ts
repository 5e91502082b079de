import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { CloseSession } from '@winkwire/contract/widget-api';
import { findTail, recordCallback } from '../domain/callbacks.ts';
import { withNewFileLinks } from '../domain/file-links.ts';
import {
  endSession,
  findAbandonedSessions,
  findSilentSessions,
  lockSession,
  type SessionEnding,
  type SessionRow,
  sessionCaller,
} from '../domain/sessions.ts';
import { userPayload } from '../domain/user-payload.ts';
import { setUserSession } from '../domain/users.ts';
import { stopSignIns } from '../linking/stop-sign-in.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';
import { recordFrameEvents } from './record-frame-events.ts';

/**
 * Ends a session that has not ended yet. A `SILENT`, `ABANDONED` or `AWAY` one must still be so. With `close`, sign-ins
 * that have not connected are stopped, so that nothing is linked afterwards.
 */
export function completeSession(
  services: Services,
  session: SessionRow,
  { close, ending = 'CLOSED' }: { close?: CloseSession; ending?: SessionEnding } = {},
): Promise<CallbackRecord[]> {
  const { store, now } = services;
  return store.transaction(async (transaction) => {
    await lockSession(transaction, session.id);
    if (close?.events) await recordFrameEvents(services, transaction, { session, events: close.events });
    if (await endSession(transaction, { id: session.id, now: now(), ending })) {
      if (close) await stopSignIns(transaction, sessionCaller(session), { now: now() });
      const eventId = await appendCompleted(services, transaction, session);
      if (close?.callsPage) await recordClose(transaction, session, { close, eventId, now: now() });
    }
    return close?.after === undefined ? [] : findTail(transaction, session.id, close.after);
  });
}

async function appendCompleted(
  services: Services,
  transaction: Transaction,
  session: SessionRow,
): Promise<string> {
  const { tenantId, mode, userId } = sessionCaller(session);
  const caller = { tenantId, mode };
  await setUserSession(transaction, caller, { userId, status: 'COMPLETED' });
  const stored = await userPayload(transaction, caller, userId);
  const payload = await withNewFileLinks(services, { queries: transaction, caller }, stored);
  const { id } = transaction.append({
    tenantId,
    mode,
    type: 'USER_SESSION_COMPLETED',
    data: { session: payload.metadata, payload },
    sourceId: userId,
    userId,
    sessionId: session.id,
  });
  return id;
}

const recordClose = (
  transaction: Transaction,
  session: SessionRow,
  { close, eventId, now }: { close: CloseSession; eventId: string; now: number },
): Promise<number> => {
  const { reason, screen, errorCode, duration } = close;
  return recordCallback(transaction, {
    sessionId: session.id,
    userId: session.user_id,
    name: 'onClose',
    arguments: { reason, screen, errorCode, duration },
    eventId,
    at: now,
  });
};

/** Completes sessions that were not renewed in time, or whose user did not come back from a provider in time. */
export async function completeAbandonedSessions(services: Services): Promise<void> {
  for (const session of await findAbandonedSessions(services.store, services.now())) {
    await completeSession(services, session, { ending: 'ABANDONED' });
  }
}

export async function completeSilentSessions(services: Services): Promise<void> {
  for (const session of await findSilentSessions(services.store, services.now())) {
    await completeSession(services, session, { ending: 'SILENT' });
  }
}
