import { timestamp } from '@winkwire/contract/timestamp';
import type { Session } from '@winkwire/contract/widget-api';
import { extendSession, type SessionRow, sessionCaller } from '../domain/sessions.ts';
import { consumeToken, verifyLinkToken } from '../domain/tokens.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { sessionResource } from './session-resource.ts';

/**
 * Extends a session with a new link token of the same user. Throws INVALID_TOKEN if the link token cannot be used, or
 * the session has ended.
 *
 * The session keeps its token. If a new token were lost with the response, nobody could continue the session, and
 * requests that are in flight with the old token would be refused.
 */
export async function renewSession(
  services: Services,
  session: SessionRow,
  { userToken, sessionToken }: { userToken: string; sessionToken: string },
): Promise<Session> {
  const token = await verifyLinkToken(services, userToken);
  const isSameUser =
    token.tenantId === session.tenant_id && token.mode === session.mode && token.userId === session.user_id;
  if (!isSameUser) throw new Failure('INVALID_TOKEN', 'The userToken belongs to another user.');
  await services.store.transaction(async (transaction) => {
    const extended =
      (await extendSession(transaction, session.id, token.expiresAt)) &&
      (await consumeToken(transaction, token.tokenId));
    if (!extended) throw new Failure('INVALID_TOKEN');
  });
  return sessionResource(services, sessionCaller(session), {
    sessionToken,
    expiresAt: timestamp(token.expiresAt),
    options: JSON.parse(session.options),
    callbacks: [],
    sequence: Number(session.callback_sequence),
    warnings: [],
  });
}
