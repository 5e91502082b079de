import { timestamp } from '@winkwire/contract/timestamp';
import type { Session } from '@winkwire/contract/widget-api';
import { findAccountsOfUser } from '../domain/accounts.ts';
import { findAwaySessions, isReturnCode, resumeAwaySession } from '../domain/away-sessions.ts';
import { findLastSequence, findUnacknowledged, missedSince } from '../domain/callbacks.ts';
import { lenderOf, lenderOfSession } from '../domain/lender.ts';
import type { SessionOptions } from '../domain/session-options.ts';
import { type SessionRow, sessionCaller } from '../domain/sessions.ts';
import { consumeToken, type LinkToken, unusableToken } from '../domain/tokens.ts';
import type { Services } from '../platform/services.ts';
import { newToken, tokenHash } from '../platform/token.ts';
import { completeSession } from './complete-session.ts';
import { sessionResource } from './session-resource.ts';

interface Opening {
  token: LinkToken;
  /** A used token resumes a session only if `returnCode` belongs to that session. */
  isUsed: boolean;
  hostOrigin: string;
  returnCode: string | undefined;
  options: SessionOptions;
}

/**
 * Continues the session of a user who left the page to sign in at a provider. If no session matches an unused token,
 * ends all sessions that the user has left.
 */
export async function resumeSession(services: Services, opening: Opening): Promise<Session | undefined> {
  const { token, isUsed, returnCode, options, hostOrigin } = opening;
  const now = services.now();
  const away = await findAwaySessions(services.store, { ...token, hostOrigin, now });
  // An unused token also resumes a session for the same company, without a return code.
  const session =
    away.find((row) => isReturnCode(row, returnCode)) ??
    (isUsed ? undefined : away.find((row) => isForSame(services, row, options)));
  if (!session && !isUsed) await endAll(services, away);
  // A used token may have expired before its session, because a renewal extends only the session.
  const expiresAt = isUsed ? Number(session?.expires_at) : token.expiresAt;
  if (!session || expiresAt <= now) return undefined;
  const sessionToken = newToken();
  const isResumed = await services.store.transaction(async (transaction) => {
    const resumed = { id: session.id, tokenHash: tokenHash(sessionToken), expiresAt, now };
    if (!(await resumeAwaySession(transaction, resumed))) return false;
    if (!isUsed && !(await consumeToken(transaction, token.tokenId))) throw unusableToken();
    return true;
  });
  if (!isResumed) return undefined;
  const caller = sessionCaller(session);
  const accounts = await findAccountsOfUser(services.store, caller, caller.userId);
  return sessionResource(services, caller, {
    sessionToken,
    expiresAt: timestamp(expiresAt),
    options: JSON.parse(session.options),
    // The sequence is read before the callbacks, so that no callback is lost. A callback that is recorded between the
    // two reads arrives twice, and the frame drops the second copy.
    sequence: await findLastSequence(services.store, session.id),
    callbacks: await findUnacknowledged(services.store, {
      ...caller,
      lender: lenderOfSession(session, services),
      since: missedSince(services),
    }),
    warnings: [],
    account: accounts.findLast((account) => account.session_id === session.id),
  });
}

/**
 * Whether the session was opened for the same company, template, consent and providers. If not, the consent that the
 * user gave in the session does not apply now.
 */
function isForSame(services: Services, session: SessionRow, options: SessionOptions): boolean {
  const scope = ({ templateId, consentTemplateId, providers, ...named }: SessionOptions) =>
    JSON.stringify([
      lenderOf(session.host_origin, named, services),
      templateId,
      consentTemplateId,
      providers,
    ]);
  return scope(JSON.parse(session.options)) === scope(options);
}

/**
 * Ends the sessions as if the user had closed them, so that their sign-ins link nothing afterwards. A session stays if
 * its user has come back meanwhile.
 */
async function endAll(services: Services, sessions: SessionRow[]): Promise<void> {
  for (const session of sessions)
    await completeSession(services, session, { close: { reason: 'close' }, ending: 'AWAY' });
}
