import { requireUser, setUserSession, userSession } from '../domain/users.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/**
 * Lets a user begin anew: the session is in progress again and its payload empty, as only what is linked from now on
 * belongs to it. What was linked before stays where it is. Tells USER_SESSION_RESET.
 */
export function resetUserSession(services: Services, caller: Caller, userId: string): Promise<void> {
  return services.store.transaction(async (transaction) => {
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
