import { lockUser, requireUser, setUserSession, userSession } from '../domain/users.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/**
 * Resets the `session` of a user. This `session` is the user's progress in sharing data, and not a session of the
 * widget. Afterwards, its status is IN_PROGRESS again, and its payload is empty: only data that is linked or uploaded
 * from then on belongs to the payload. Earlier data is kept.
 */
export function resetUserSession(services: Services, caller: Caller, userId: string): Promise<void> {
  return services.store.transaction(async (transaction) => {
    await lockUser(transaction, caller, userId);
    const user = await requireUser(transaction, caller, userId);
    await setUserSession(transaction, caller, {
      userId,
      status: 'IN_PROGRESS',
      payloadSince: services.now(),
    });
    transaction.append({
      tenantId: caller.tenantId,
      mode: caller.mode,
      type: 'USER_SESSION_RESET',
      data: { session: userSession({ ...user, session_status: 'IN_PROGRESS' }) },
      sourceId: userId,
      userId,
    });
  });
}
