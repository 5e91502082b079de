import type { FastifyRequest } from 'fastify';
import { findSessionByToken, type SessionRow, sessionCaller } from '../../domain/sessions.ts';
import type { SessionCaller } from '../../platform/caller.ts';
import { Failure } from '../../platform/failure.ts';
import type { Services } from '../../platform/services.ts';

/** A user in the widget whose session may have expired. */
export interface LateSessionCaller extends SessionCaller {
  session: SessionRow;
}

/** How long after its end a session still accepts requests from its page, in ms. */
const lateCallGraceMs = 10 * 60 * 1000;

/** The session of a request, even if its token has expired. Throws INVALID_TOKEN. */
export async function findLateSession(
  request: FastifyRequest,
  { store, now }: Services,
): Promise<LateSessionCaller> {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const session = token ? await findSessionByToken(store, token) : undefined;
  const isGone = session?.ended_at != null && Number(session.ended_at) + lateCallGraceMs <= now();
  if (!session || isGone) throw new Failure('INVALID_TOKEN');
  return { ...sessionCaller(session), session };
}
