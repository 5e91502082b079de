import type { FastifyRequest } from 'fastify';
import { continueSilentSession } from '../../actions/continue-session.ts';
import { findSessionByToken, type SessionRow, sessionCaller } from '../../domain/sessions.ts';
import type { SessionCaller } from '../../platform/caller.ts';
import { Failure } from '../../platform/failure.ts';
import type { Services } from '../../platform/services.ts';

/** A user of the widget. The user's session may have expired or ended. */
export interface LateSessionCaller extends SessionCaller {
  session: SessionRow;
}

/**
 * In ms. After a session has ended, its page may still send its last requests for this time. If the session ended
 * because its frame was silent, it can be continued for this time after its token has expired.
 */
const lateCallGraceMs = 10 * 60 * 1000;

/**
 * The session of a request. A session that ended because its frame was silent is continued by this call. Throws
 * INVALID_TOKEN if the session has ended for another reason, or if its token is unknown or has expired.
 */
export async function findCurrentSession(
  request: FastifyRequest,
  services: Services,
): Promise<SessionCaller> {
  const session = await sessionOf(request, services);
  if (session?.status !== 'IN_PROGRESS' || Number(session.expires_at) <= services.now()) {
    throw new Failure('INVALID_TOKEN');
  }
  return sessionCaller(session);
}

/**
 * The session of a request, even if its token has expired or the session has ended. Throws INVALID_TOKEN if the token
 * is unknown, or if the session ended more than ten minutes ago and this request does not continue it.
 */
export async function findLateSession(
  request: FastifyRequest,
  services: Services,
): Promise<LateSessionCaller> {
  const session = await sessionOf(request, services);
  const isGone = session?.ended_at != null && Number(session.ended_at) + lateCallGraceMs <= services.now();
  if (!session || isGone) throw new Failure('INVALID_TOKEN');
  return { ...sessionCaller(session), session };
}

/**
 * The session whose token the request contains. The request shows that the frame is not silent. Therefore, a session
 * that ended because its frame was silent continues, unless its token expired more than ten minutes ago.
 */
async function sessionOf(request: FastifyRequest, services: Services): Promise<SessionRow | undefined> {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const session = token ? await findSessionByToken(services.store, token) : undefined;
  const isSilent = session?.status === 'COMPLETED' && Number(session.ended_by_silence) === 1;
  if (!isSilent || Number(session.expires_at) + lateCallGraceMs <= services.now()) return session;
  return continueSilentSession(services, session);
}
