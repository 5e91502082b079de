import type { CloseSession } from '@winkwire/contract/widget-api';
import { hasCallback, recordCallback } from '../domain/callbacks.ts';
import {
  endSession,
  findAbandonedSessions,
  findSilentSessions,
  type SessionRow,
  sessionCaller,
} from '../domain/sessions.ts';
import { userPayload } from '../domain/user-payload.ts';
import { setUserSession } from '../domain/users.ts';
import { stopSignIns } from '../linking/stop-sign-in.ts';
import type { Services } from '../platform/services.ts';

/** In ms. A session may be renewed for this time after its token has expired. After that, it counts as abandoned. */
const renewalGrace = 10 * 60 * 1000;

/**
 * Ends a session, once. One transaction records the page's `onClose`, if the page reported it, and appends
 * USER_SESSION_COMPLETED with everything that the user has shared. If the page reports that the user has left, sign-ins
 * that have not connected yet are stopped too: nothing is linked after that.
 */
export async function completeSession(
  { store, now }: Services,
  session: SessionRow,
  { close, bySilence = false }: { close?: CloseSession; bySilence?: boolean } = {},
): Promise<void> {
  await store.transaction(async (transaction) => {
    // First the runs and then the session, in the order in which steps of a sign-in lock them.
    if (close) await stopSignIns(transaction, sessionCaller(session), now());
    if (!(await endSession(transaction, { id: session.id, now: now(), bySilence }))) return;
    // One may have begun meanwhile. From here on, none can begin.
    if (close) await stopSignIns(transaction, sessionCaller(session), now());
    const { tenantId, mode, userId } = sessionCaller(session);
    if (close?.eventId && !(await hasCallback(transaction, session.id, close.eventId))) {
      const { eventId, reason, screen, errorCode, duration } = close;
      await recordCallback(transaction, {
        sessionId: session.id,
        userId,
        name: 'onClose',
        arguments: { reason, screen, errorCode, duration },
        eventId,
        at: now(),
      });
    }
    await setUserSession(transaction, { tenantId, mode }, { userId, status: 'COMPLETED' });
    const payload = await userPayload(transaction, { tenantId, mode }, userId);
    transaction.append({
      tenantId,
      mode,
      type: 'USER_SESSION_COMPLETED',
      data: { session: payload.metadata, payload },
      sourceId: userId,
      userId,
      sessionId: session.id,
    });
  });
}

/** Completes sessions that no page has closed or renewed in time. */
export async function completeAbandonedSessions(services: Services): Promise<void> {
  const now = services.now();
  const abandoned = await findAbandonedSessions(services.store, { deadline: now - renewalGrace, now });
  for (const session of abandoned) await completeSession(services, session);
}

/** Completes sessions whose frame is gone without having closed them, for example after a crash of the browser. */
export async function completeSilentSessions(services: Services): Promise<void> {
  for (const session of await findSilentSessions(services.store, services.now())) {
    await completeSession(services, session, { bySilence: true });
  }
}
