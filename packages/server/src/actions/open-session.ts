import { newId } from '@winkwire/contract/ids';
import { timestamp } from '@winkwire/contract/timestamp';
import type { OpenSession, Session } from '@winkwire/contract/widget-api';
import { findUnacknowledged, missedSince } from '../domain/callbacks.ts';
import { deviceClass } from '../domain/device-class.ts';
import { allowsOrigin, findOrigins } from '../domain/embedding-origins.ts';
import { longestSilence } from '../domain/heartbeats.ts';
import { lenderOf } from '../domain/lender.ts';
import { allowsReturnUrl } from '../domain/return-url.ts';
import type { SessionOptions } from '../domain/session-options.ts';
import { addSession } from '../domain/sessions.ts';
import { consumeToken, type LinkToken, readLinkToken, unusableToken } from '../domain/tokens.ts';
import { setUserSession } from '../domain/users.ts';
import type { Caller, SessionCaller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import { canonicalOrigin } from '../platform/read-origin.ts';
import type { Services } from '../platform/services.ts';
import { cut } from '../platform/shorten.ts';
import { newToken, tokenHash } from '../platform/token.ts';
import { chooseSessionOptions } from './choose-session-options.ts';
import { resumeSession } from './resume-session.ts';
import { sessionResource } from './session-resource.ts';

/**
 * Exchanges a link token for a session. A user who comes back from a provider resumes the earlier session. Throws
 * INVALID_TOKEN, or UNAUTHORIZED_ACCESS if the page may not embed the widget.
 */
export async function openSession(
  services: Services,
  input: OpenSession,
  userAgent: string | undefined,
): Promise<Session> {
  const { isUsed, ...token } = await readLinkToken(services, input.userToken);
  if (isUsed && !input.returnCode) throw unusableToken();
  await checkOrigin(services, token, input.hostOrigin);
  const hostOrigin = canonicalOrigin(input.hostOrigin) ?? input.hostOrigin;
  const { returnCode } = input;
  const { options, warnings } = await chooseSessionOptions(services, token, { ...input, hostOrigin });
  const resumed = await resumeSession(services, { token, isUsed, hostOrigin, returnCode, options });
  if (resumed) return resumed;
  if (isUsed) throw unusableToken();
  await checkReturnUrl(services, { ...token, hostOrigin }, { options, warnings });
  const sessionToken = newToken();
  const sessionId = newId('session');
  const now = services.now();
  const caller = { tenantId: token.tenantId, mode: token.mode };
  const callbacks = await services.store.transaction(async (transaction) => {
    if (!(await consumeToken(transaction, token.tokenId))) throw unusableToken();
    await addSession(transaction, {
      id: sessionId,
      tenant_id: token.tenantId,
      mode: token.mode,
      user_id: token.userId,
      token_hash: tokenHash(sessionToken),
      status: 'IN_PROGRESS',
      host_origin: hostOrigin,
      options: JSON.stringify(options),
      callback_sequence: 0,
      created_at: now,
      expires_at: token.expiresAt,
      ended_at: null,
      template_id: options.templateId,
      device: deviceClass(userAgent),
      seen_at: now,
      silent_at: now + longestSilence.visible,
      ended_by_silence: 0,
    });
    await setUserSession(transaction, caller, { userId: token.userId, status: 'IN_PROGRESS' });
    return findUnacknowledged(transaction, {
      ...caller,
      userId: token.userId,
      lender: lenderOf(hostOrigin, options, services),
      since: missedSince(services),
    });
  });
  return sessionResource(services, callerOf(token, sessionId), {
    sessionToken,
    expiresAt: timestamp(token.expiresAt),
    options: options satisfies SessionOptions,
    callbacks,
    sequence: 0,
    warnings,
  });
}

async function checkReturnUrl(
  { store }: Services,
  caller: Caller & { hostOrigin: string },
  { options, warnings }: { options: SessionOptions; warnings: string[] },
): Promise<void> {
  const { returnUrl: url } = options;
  if (url === null || (await allowsReturnUrl(store, { ...caller, url }))) return;
  options.returnUrl = null;
  warnings.push(
    `returnUrl is ignored, because its origin is neither registered nor the origin of the page: ${cut(url, 60)}. Add its origin with PUT /v1/origins.`,
  );
}

const callerOf = ({ tenantId, mode, userId }: LinkToken, sessionId: string): SessionCaller => ({
  tenantId,
  mode,
  userId,
  sessionId,
});

/** If no origins are registered, every page may embed the widget. Winkwire's own pages may always embed it. */
async function checkOrigin(services: Services, token: LinkToken, origin: string): Promise<void> {
  if (allowsOrigin([new URL(services.publicUrl).origin], origin)) return;
  const registered = await findOrigins(services.store, token);
  if (registered.length === 0 || allowsOrigin(registered, origin)) return;
  throw new Failure(
    'UNAUTHORIZED_ACCESS',
    `The origin ${origin} is not registered. Add it with PUT /v1/origins.`,
  );
}
