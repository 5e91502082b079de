import { timestamp } from '@winkwire/contract/timestamp';
import type { Session } from '@winkwire/contract/widget-api';
import { findAccountsOfUser } from '../domain/accounts.ts';
import { findAwaySession, resumeAwaySession } from '../domain/away-sessions.ts';
import { findLastSequence, findUnacknowledged, missedSince } from '../domain/callbacks.ts';
import { newSessionToken, sessionCaller, sessionTokenHash } from '../domain/sessions.ts';
import { consumeToken, type LinkToken } from '../domain/tokens.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { sessionResource } from './session-resource.ts';

interface Opening {
  token: LinkToken;
  /** The token has opened a session before. Then only the code of the return resumes one. */
  isUsed: boolean;
  hostOrigin: string;
  returnCode: string | undefined;
}

/**
 * Continues the session of a user who left this page to sign in at a provider. A code is made for one user, so a link
 * with it that somebody sends to somebody else resumes nothing. Undefined if there is no session to resume.
 */
export async function resumeSession(
  services: Services,
  { token, isUsed, hostOrigin, returnCode }: Opening,
): Promise<Session | undefined> {
  const now = services.now();
  // A new token proves enough. An unknown code in the page's URL must not keep its user from going on.
  const code = isUsed ? returnCode : undefined;
  const session = await findAwaySession(services.store, { ...token, hostOrigin, now, code });
  // The end of a used token's session was set when the token was used, and may have been brought forward since.
  const expiresAt = isUsed ? Number(session?.expires_at) : token.expiresAt;
  if (!session || expiresAt <= now) return undefined;
  const sessionToken = newSessionToken();
  const isResumed = await services.store.transaction(async (transaction) => {
    const tokenHash = sessionTokenHash(sessionToken);
    if (!(await resumeAwaySession(transaction, { id: session.id, tokenHash, expiresAt, now }))) return false;
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
    // In this order: a callback that is recorded meanwhile is in both, and the frame drops the second one.
    sequence: await findLastSequence(services.store, session.id),
    callbacks: await findUnacknowledged(services.store, { ...caller, since: missedSince(services) }),
    warnings: [],
    account: accounts.findLast((account) => account.session_id === session.id),
  });
}
