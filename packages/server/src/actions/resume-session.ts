import { timestamp } from '@winkwire/contract/timestamp';
import type { Session } from '@winkwire/contract/widget-api';
import { findAccountsOfUser } from '../domain/accounts.ts';
import { findAwaySession, resumeAwaySession } from '../domain/away-sessions.ts';
import { findLastSequence, findUnacknowledged, missedSince } from '../domain/callbacks.ts';
import { sessionCaller } from '../domain/sessions.ts';
import { consumeToken, type LinkToken } from '../domain/tokens.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { newToken, tokenHash } from '../platform/token.ts';
import { sessionResource } from './session-resource.ts';

interface Opening {
  token: LinkToken;
  /** Whether the token was used or revoked. If it was, only the code with which the user returned resumes a session. */
  isUsed: boolean;
  hostOrigin: string;
  returnCode: string | undefined;
}

/**
 * Continues the session of a user who left the host page to sign in at a provider. A `returnCode` is made for one
 * user, and has no effect in a link that somebody else opens. Undefined if there is no session to resume.
 */
export async function resumeSession(
  services: Services,
  { token, isUsed, hostOrigin, returnCode }: Opening,
): Promise<Session | undefined> {
  const now = services.now();
  // An unused token resumes the user's session without a code. A code in the page's URL is ignored in this case,
  // because a code that is no longer valid must not stop the user.
  const code = isUsed ? returnCode : undefined;
  const session = await findAwaySession(services.store, { ...token, hostOrigin, now, code });
  // With a used token, the session keeps its own expiry, because a renewal may have extended the session beyond the
  // expiry of this token.
  const expiresAt = isUsed ? Number(session?.expires_at) : token.expiresAt;
  if (!session || expiresAt <= now) return undefined;
  const sessionToken = newToken();
  const isResumed = await services.store.transaction(async (transaction) => {
    const resumed = { id: session.id, tokenHash: tokenHash(sessionToken), expiresAt, now };
    if (!(await resumeAwaySession(transaction, resumed))) return false;
    if (!isUsed && !(await consumeToken(transaction, token.tokenId))) throw new Failure('INVALID_TOKEN');
    return true;
  });
  if (!isResumed) return undefined;
  const caller = sessionCaller(session);
  const accounts = await findAccountsOfUser(services.store, caller, caller.userId);
  return sessionResource(services, caller, {
    sessionToken,
    expiresAt: timestamp(expiresAt),
    options: JSON.parse(session.options),
    // The session's last sequence is read before the callbacks. So no callback is lost: a callback that is recorded
    // between the two reads arrives twice, and the frame drops the second copy.
    sequence: await findLastSequence(services.store, session.id),
    callbacks: await findUnacknowledged(services.store, { ...caller, since: missedSince(services) }),
    warnings: [],
    account: accounts.findLast((account) => account.session_id === session.id),
  });
}
