import { longestSilence } from '../domain/heartbeats.ts';
import { continueSession, type SessionRow, sessionCaller } from '../domain/sessions.ts';
import { setUserSession } from '../domain/users.ts';
import type { Services } from '../platform/services.ts';

/**
 * Continues a session that had ended because its frame was silent, for example while a laptop slept. The session is in
 * progress again, and USER_SESSION_COMPLETED is appended again when the session next ends.
 */
export async function continueSilentSession(
  { store, now }: Services,
  session: SessionRow,
): Promise<SessionRow> {
  const at = now();
  const silentAt = at + longestSilence.visible;
  await store.transaction(async (transaction) => {
    if (!(await continueSession(transaction, { id: session.id, now: at, silentAt }))) return;
    const { userId, ...caller } = sessionCaller(session);
    await setUserSession(transaction, caller, { userId, status: 'IN_PROGRESS' });
  });
  return {
    ...session,
    status: 'IN_PROGRESS',
    ended_at: null,
    ended_by_silence: 0,
    seen_at: at,
    silent_at: silentAt,
  };
}
