import { lockUser, requireUser, setUserSession, userSession } from '../domain/users.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/**
 * Resets the user's progress in sharing data, not a session of the widget. Earlier data is kept, but left out of the
 * payload.
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
