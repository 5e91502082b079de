import { randomBytes } from 'node:crypto';
import { returnParameter } from '@winkwire/contract/return-parameter';
import { tokenHash } from '../platform/token.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { longestSilence } from './heartbeats.ts';
import type { SessionRow } from './sessions.ts';

/*
 * During a sign-in in the same tab, the provider's page replaces the host page. The session is then away, until the
 * user comes back or `awayTime` is over.
 */

/**
 * In ms: how long a session waits for the user's return. After the return, it waits just as long for the page to open
 * the widget.
 */
const awayTime = 10 * 60 * 1000;

export const storeReturnUrl = (queries: Queries, session: { id: string; returnUrl: string }) =>
  queries.run('update sessions set return_url = $2 where id = $1', [session.id, session.returnUrl]);

export async function leavePage(queries: Queries, session: { id: string; now: number }): Promise<boolean> {
  const left = await queries.run(
    `update sessions set away_until = $2, return_code = null
     where id = $1 and status = 'IN_PROGRESS' and return_url is not null`,
    [session.id, session.now + awayTime],
  );
  return left > 0;
}

/** The user signs in through another window, so the page stays open. */
export const stayOnPage = (queries: Queries, sessionId: string) =>
  queries.run('update sessions set away_until = null, return_code = null where id = $1', [sessionId]);

/** The URL to return to, with a new return code. Undefined if no return is expected, or if `awayTime` is over. */
export async function returnToPage(
  queries: Queries,
  session: { id: string; now: number },
): Promise<string | undefined> {
  const code = randomBytes(24).toString('base64url');
  const row = await queries.get<{ return_url: string }>(
    `update sessions set away_until = $2, return_code = $3 where id = $1 and away_until > $4 returning return_url`,
    [session.id, session.now + awayTime, tokenHash(code), session.now],
  );
  return row && withReturnCode(row.return_url, code);
}

/** Adds the code to the URL as text, because a URL parser would also change the spelling of the rest of the query. */
function withReturnCode(url: string, code: string): string {
  const [address = '', ...fragment] = url.split('#');
  const query = `${address.includes('?') ? '&' : '?'}${returnParameter}=${code}`;
  return [address + query, ...fragment].join('#');
}

export const findAwaySessions = (
  queries: Queries,
  of: { tenantId: string; mode: string; userId: string; hostOrigin: string; now: number },
) =>
  queries.all<SessionRow>(
    `select * from sessions
     where tenant_id = $1 and mode = $2 and user_id = $3 and host_origin = $4 and status = 'IN_PROGRESS'
       and away_until > $5
     order by created_at desc, id desc`,
    [of.tenantId, of.mode, of.userId, of.hostOrigin, of.now],
  );

export const isReturnCode = (session: SessionRow, code: string | undefined): boolean =>
  code !== undefined && session.return_code === tokenHash(code);

/** Resumes a session that is away. If several pages do this at the same time, exactly one gets true. */
export async function resumeAwaySession(
  transaction: Transaction,
  session: { id: string; tokenHash: string; expiresAt: number; now: number },
): Promise<boolean> {
  const resumed = await transaction.run(
    `update sessions
     set token_hash = $2, expires_at = $3, away_until = null, return_code = null, seen_at = $4, silent_at = $5
     where id = $1 and status = 'IN_PROGRESS' and away_until > $4`,
    [session.id, session.tokenHash, session.expiresAt, session.now, session.now + longestSilence.visible],
  );
  return resumed > 0;
}
