import { timestamp } from '@winkwire/contract/timestamp';
import type { Session } from '@winkwire/contract/widget-api';
import { renewSession, type SessionRow, sessionCaller } from '../domain/sessions.ts';
import { consumeToken, verifyLinkToken } from '../domain/tokens.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { newToken, tokenHash } from '../platform/token.ts';
import { sessionResource } from './session-resource.ts';

/**
 * Exchanges a new link token of the same user for a new session token. Throws INVALID_TOKEN if the link token cannot be
 * used, or if the session has ended.
 */
export async function renewSessionToken(
  services: Services,
  session: SessionRow,
  userToken: string,
): Promise<Session> {
  const token = await verifyLinkToken(services, userToken);
  const isSameUser =
    token.tenantId === session.tenant_id && token.mode === session.mode && token.userId === session.user_id;
  if (!isSameUser) throw new Failure('INVALID_TOKEN', 'The userToken belongs to another user.');
  const sessionToken = newToken();
  await services.store.transaction(async (transaction) => {
    const renewed =
      (await renewSession(transaction, {
        id: session.id,
        tokenHash: tokenHash(sessionToken),
        expiresAt: token.expiresAt,
      })) && (await consumeToken(transaction, token.tokenId));
    if (!renewed) throw new Failure('INVALID_TOKEN');
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
