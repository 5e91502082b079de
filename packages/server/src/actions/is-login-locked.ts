import { setTimeout as sleep } from 'node:timers/promises';
import { type AccountRow, countSignInAttempts } from '../domain/accounts.ts';
import type { Services } from '../platform/services.ts';

/** Wrong passwords count for this time, in ms. */
const countedTime = 15 * 60 * 1000;
/**
 * The number of wrong passwords at a provider that locks it for a session, for a user, and for one login of the whole
 * tenant. The limit of a session is the lowest, so locking out a person by their login name takes several users.
 */
const limits = { session: 5, user: 10, login: 20 };
const scopes = ['session', 'user', 'login'] as const;

/**
 * The maximum number of pending attempts of a session and of a user. Each waiting attempt polls the database: 600 of one
 * session kept a core busy and delayed all reads by 90 ms. A login has no such limit, because attempts by others must
 * not refuse anybody.
 */
const mostPending = { session: 20, user: 40 };
const ownScopes = ['session', 'user'] as const;

/** An attempt that has not had its turn within this time is treated as locked, in ms. */
const longestWait = 60_000;
const shortestPause = 100;
const longestPause = 1000;

/**
 * Whether this sign-in attempt exceeds the limits. A pending attempt may fail, so failed and pending attempts together
 * stay within the limit, and others wait for their turn. They are counted in the database, for all processes.
 */
export async function isLoginLocked({ store, now }: Services, account: AccountRow): Promise<boolean> {
  let pause = shortestPause;
  for (let waited = 0; waited < longestWait; waited += pause, pause = Math.min(pause * 1.5, longestPause)) {
    const attempts = await countSignInAttempts(store, account, now() - countedTime);
    if (ownScopes.some((scope) => attempts[scope].pending >= mostPending[scope])) return true;
    if (scopes.some((scope) => attempts[scope].failed >= limits[scope])) return true;
    const isItsTurn = scopes.every(
      (scope) => attempts[scope].failed + attempts[scope].pending < limits[scope],
    );
    if (isItsTurn) return false;
    await sleep(pause);
  }
  return true;
}
