import type { FastifyRequest } from 'fastify';
import { continueSilentSession } from '../../actions/continue-session.ts';
import { findSessionByToken, type SessionRow, sessionCaller } from '../../domain/sessions.ts';
import type { SessionCaller } from '../../platform/caller.ts';
import { Failure } from '../../platform/failure.ts';
import type { Services } from '../../platform/services.ts';

/** A user of the widget, whose session may have expired or ended. */
export interface LateSessionCaller extends SessionCaller {
  session: SessionRow;
}

/** How long after the end of a session its page may send its last requests or continue a silent session, in ms. */
const lateCallGraceMs = 10 * 60 * 1000;

/**
 * Finds the session of a request, and continues it if it ended because its frame was silent. Throws INVALID_TOKEN if it
 * ended for another reason, or if its token is not valid.
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
 * Finds the session of a request, even if it has expired or ended. Throws INVALID_TOKEN if it ended more than ten
 * minutes ago.
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

/** Undefined if the request has none. */
export const sessionTokenOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined =>
  /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];

/**
 * Finds the session of a request. If the session had ended because the frame was silent, it is opened again: the
 * request shows that the frame is still there.
 */
async function sessionOf(request: FastifyRequest, services: Services): Promise<SessionRow | undefined> {
  const token = sessionTokenOf(request);
  const session = token ? await findSessionByToken(services.store, token) : undefined;
  const isSilent = session?.status === 'COMPLETED' && Number(session.ended_by_silence) === 1;
  if (!isSilent || Number(session.expires_at) + lateCallGraceMs <= services.now()) return session;
  return continueSilentSession(services, session);
}
