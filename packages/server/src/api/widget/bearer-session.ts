import type { FastifyRequest } from 'fastify';
import { findSessionByToken, type SessionRow } from '../../domain/sessions.ts';
import { Failure } from '../../failure.ts';
import type { Services } from '../../services.ts';

/** How long after its end a session still takes the last words of its page, in ms. */
const farewellTime = 10 * 60 * 1000;

/** The session of a request whose token may be past its time. Throws INVALID_TOKEN. */
export async function requireSessionOf(
  request: FastifyRequest,
  { store, now }: Services,
): Promise<SessionRow> {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const session = token ? await findSessionByToken(store, token) : undefined;
  const isGone = session?.ended_at != null && Number(session.ended_at) + farewellTime <= now();
  if (!session || isGone) throw new Failure('INVALID_TOKEN');
  return session;
}
