import type { AccountRow } from '../domain/accounts.ts';
import {
  countSignInAttempts,
  lockSignIns,
  markSignInBegun,
  type SignInAttempts,
} from '../domain/sign-in-attempts.ts';
import { pause } from '../platform/deadline.ts';
import type { Services } from '../platform/services.ts';

/** How long a wrong password counts towards the `limits` below, in ms. */
const countedTime = 15 * 60 * 1000;
/**
 * After this many wrong passwords at one provider, further sign-ins there are refused. Wrong passwords are counted for
 * each session, for each user, and for each login name in the whole tenant. The limits of a session and of a user are
 * lower than that of a login name, so one user alone cannot lock another person's login.
 */
const limits = { session: 5, user: 10, login: 20 };
const scopes = ['session', 'user', 'login'] as const;

/**
 * If a session or a user already has this many open sign-in attempts at a provider, a further one is refused. Each
 * waiting attempt polls the database: 600 waiting attempts of one session kept a core busy, and delayed all reads by 90
 * ms. There is no such limit for a login name, because waiting attempts of other users must not cause a refusal.
 */
const mostWaiting = { session: 20, user: 40 };
const ownScopes = ['session', 'user'] as const;

/**
 * The maximum wait of a sign-in attempt, in ms. An attempt that has waited longer is refused, as if the login were
 * locked.
 */
const longestWait = 60_000;
const shortestPause = 100;
const longestPause = 1000;

type Verdict = 'BEGUN' | 'WAITS' | 'LOCKED';

/**
 * Waits until a sign-in attempt may begin. Resolves to false if the attempt is refused. An attempt in progress may
 * still fail, so failed attempts and those in progress together must not exceed the limits. Further attempts wait. The
 * database counts all attempts, because they may run in different processes.
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
  // Without the lock, concurrent attempts could all see the same count, and more of them could begin than the
  // limits allow.
  return store.transaction(async (transaction) => {
    await lockSignIns(transaction, store.engine, account);
    const verdict = judge(await countSignInAttempts(transaction, counted));
    if (verdict === 'BEGUN') await markSignInBegun(transaction, account.id);
    return verdict;
  });
}

function judge(attempts: Record<(typeof scopes)[number], SignInAttempts>): Verdict {
  if (ownScopes.some((scope) => attempts[scope].earlier >= mostWaiting[scope])) return 'LOCKED';
  if (scopes.some((scope) => attempts[scope].failed >= limits[scope])) return 'LOCKED';
  const isItsTurn = scopes.every((scope) => attempts[scope].failed + attempts[scope].begun < limits[scope]);
  return isItsTurn ? 'BEGUN' : 'WAITS';
}
