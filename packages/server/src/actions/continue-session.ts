import { longestSilence } from '../domain/heartbeats.ts';
import { continueSession, findSessionById, type SessionRow, sessionCaller } from '../domain/sessions.ts';
import { setUserSession } from '../domain/users.ts';
import type { Services } from '../platform/services.ts';

/**
 * Continues a session that had ended because its frame was silent, for example while a laptop slept. Its next end
 * appends USER_SESSION_COMPLETED again.
 */
export async function continueSilentSession(
  { store, now }: Services,
  session: SessionRow,
): Promise<SessionRow | undefined> {
  const at = now();
  const { userId, ...caller } = sessionCaller(session);
  return store.transaction(async (transaction) => {
    const silentAt = at + longestSilence.visible;
    if (await continueSession(transaction, { id: session.id, now: at, silentAt })) {
      await setUserSession(transaction, caller, { userId, status: 'IN_PROGRESS' });
    }
    return findSessionById(transaction, caller, session.id);
  });
}
