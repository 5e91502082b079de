import type { AccountRow } from '../domain/accounts.ts';
import {
  type CountedSignIns,
  countSignInAttempts,
  lockSignIns,
  markSignInBegun,
} from '../domain/sign-in-attempts.ts';
import { pause } from '../platform/deadline.ts';
import type { Services } from '../platform/services.ts';

/** How long a wrong password counts towards `limits`, in ms. */
const countedTime = 15 * 60 * 1000;
/**
 * Sign-ins are refused after this many wrong passwords. A login name has the highest limit, so that one user alone
 * cannot lock another person's login.
 */
const limits = { session: 5, user: 10, login: 20 };
const scopes = ['session', 'user', 'login'] as const;

/**
 * The maximum number of open attempts at one provider. Each of them polls the database: 600 attempts of one session
 * delayed all reads by 90 ms. A login name has no such limit. Otherwise, strangers could lock out its owner.
 */
const mostWaiting = { session: 20, user: 40 };
const ownScopes = ['session', 'user'] as const;

/** The maximum wait of a sign-in attempt, in ms. After that, the attempt is refused, as if the login were locked. */
const longestWait = 60_000;
const shortestPause = 100;
const longestPause = 1000;

type Verdict = 'BEGUN' | 'WAITS' | 'LOCKED' | 'STOPPED';

/**
 * Waits until a sign-in attempt may begin. False if it is refused, or if it was stopped meanwhile. Attempts in progress
 * count as failed attempts. The database counts the attempts of all processes.
 */
export async function beginSignIn(services: Services, account: AccountRow): Promise<boolean> {
  let wait = shortestPause;
  for (let waited = 0; waited < longestWait; waited += wait, wait = Math.min(wait * 1.5, longestPause)) {
    const verdict = await tryToBegin(services, account);
    if (verdict !== 'WAITS') return verdict === 'BEGUN';
    await pause(wait);
  }
  return false;
}

async function tryToBegin({ store, now }: Services, account: AccountRow): Promise<Verdict> {
  const counted = { engine: store.engine, account, since: now() - countedTime };
  const verdict = judge(await countSignInAttempts(store, counted));
  if (verdict !== 'BEGUN') return verdict;
  // Without the lock, concurrent attempts could see the same count and exceed the limits.
  return store.transaction(async (transaction) => {
    await lockSignIns(transaction, store.engine, account);
    const verdict = judge(await countSignInAttempts(transaction, counted));
    if (verdict !== 'BEGUN') return verdict;
    return (await markSignInBegun(transaction, account.id)) ? 'BEGUN' : 'STOPPED';
  });
}

function judge(attempts: CountedSignIns): Verdict {
  if (!attempts.isOpen) return 'STOPPED';
  if (ownScopes.some((scope) => attempts[scope].earlier >= mostWaiting[scope])) return 'LOCKED';
  if (scopes.some((scope) => attempts[scope].failed >= limits[scope])) return 'LOCKED';
  const isItsTurn = scopes.every((scope) => attempts[scope].failed + attempts[scope].begun < limits[scope]);
  return isItsTurn ? 'BEGUN' : 'WAITS';
}
