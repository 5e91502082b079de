import { setTimeout as sleep } from 'node:timers/promises';
import { type AccountRow, countSignInAttempts } from '../domain/accounts.ts';
import type { Services } from '../platform/services.ts';

/** Wrong passwords within this time count, in ms. */
const countedTime = 15 * 60 * 1000;
/**
 * Wrong passwords at a provider that lock it for a session, for a user, and a login for everybody of the tenant. The
 * session comes first: to lock out a person whose user name somebody knows takes several users.
 */
const limits = { session: 5, user: 10, login: 20 };
const scopes = ['session', 'user', 'login'] as const;

/**
 * Tries that a session, and a user, may have under way. Each that waits asks the database again and again: 600 of one
 * session kept a core busy and made everybody's reads take 90 ms. A login has no such limit: others' tries refuse nobody.
 */
const mostPending = { session: 20, user: 40 };
const ownScopes = ['session', 'user'] as const;

/** A try whose turn does not come within this time is treated as locked, in ms. */
const longestWait = 60_000;
const shortestPause = 100;
const longestPause = 1000;

/**
 * Whether this try to sign in is one too many. A try that is under way may turn out wrong, so no more of them go on at
 * once than wrong ones are allowed; the others wait for their turn. Counted in the database, for all processes together.
 */
export async function isLoginLocked({ store, now }: Services, account: AccountRow): Promise<boolean> {
  let pause = shortestPause;
  for (let waited = 0; waited < longestWait; waited += pause, pause = Math.min(pause * 1.5, longestPause)) {
    const tries = await countSignInAttempts(store, account, now() - countedTime);
    if (ownScopes.some((scope) => tries[scope].pending >= mostPending[scope])) return true;
    if (scopes.some((scope) => tries[scope].failed >= limits[scope])) return true;
    const isItsTurn = scopes.every((scope) => tries[scope].failed + tries[scope].pending < limits[scope]);
    if (isItsTurn) return false;
    await sleep(pause);
  }
  return true;
}
