import { PortalSessionData, SignInRequest } from '@winkwire/contract/portal-api';
import { timestamp } from '@winkwire/contract/timestamp';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { signInToPortal } from '../../actions/sign-in-to-portal.ts';
import {
  cookieNameAt,
  deletePortalSession,
  findPortalSession,
  sessionLifetime,
} from '../../domain/portal-session.ts';
import { Failure } from '../../platform/failure.ts';
import type { Services } from '../../platform/services.ts';
import { operation } from '../operation.ts';
import { isSameOrigin } from './same-origin.ts';

export const portalSessionOperations = [
  operation({
    method: 'POST',
    path: '/portal/api/session',
    id: 'signInToPortal',
    summary: 'Exchange a sign-in link for a session',
    access: 'public',
    internal: true,
    body: SignInRequest,
    data: Type.Null(),
    status: 201,
    async run({ body, raw, reply }, services) {
      refuseOtherSites(raw, services);
      refusePlainHttp(services);
      const { sessionToken } = await signInToPortal(services, body.token);
      setCookie(reply, services, { token: sessionToken, seconds: sessionLifetime / 1000 });
      return null;
    },
  }),
  operation({
    method: 'GET',
    path: '/portal/api/session',
    id: 'getPortalSession',
    summary: 'Get the current session',
    access: 'portal',
    internal: true,
    data: PortalSessionData,
    async run({ raw }, services) {
      const session = await findPortalSession(services, raw.headers.cookie);
      if (!session) throw new Failure('INVALID_TOKEN');
      const { config, publicUrl } = services;
      const { expiresAt, person, role } = session;
      return { companyName: config.companyName, publicUrl, expiresAt: timestamp(expiresAt), person, role };
    },
  }),
  operation({
    method: 'DELETE',
    path: '/portal/api/session',
    id: 'signOutOfPortal',
    summary: 'Sign out',
    access: 'public',
    internal: true,
    data: Type.Null(),
    async run({ raw, reply }, services) {
      refuseOtherSites(raw, services);
      await deletePortalSession(services, raw.headers.cookie);
      setCookie(reply, services, { token: '', seconds: 0 });
      return null;
    },
  }),
];

/** Refuses requests of other sites. Otherwise, another site could sign a developer in to somebody else's account. */
function refuseOtherSites(request: FastifyRequest, services: Services): void {
  if (!isSameOrigin(request.headers, services.publicUrl)) throw new Failure('UNAUTHORIZED_ACCESS');
}

/**
 * Refuses plain HTTP, because anybody on the network path could read the cookie. The profile `dev` accepts plain HTTP.
 */
function refusePlainHttp({ config, publicUrl }: Services): void {
  if (config.profile === 'dev' || publicUrl.startsWith('https:')) return;
  throw new Failure(
    'UNAUTHORIZED_ACCESS',
    'The portal does not sign anybody in over http. Set WINKWIRE_PUBLIC_URL to the https:// URL that people open.',
  );
}

function setCookie(
  reply: FastifyReply,
  services: Services,
  cookie: { token: string; seconds: number },
): void {
  const secure = services.publicUrl.startsWith('https:');
  const name = cookieNameAt(services.publicUrl);
  const attributes = ['Path=/', `Max-Age=${cookie.seconds}`, 'HttpOnly', 'SameSite=Strict'];
  if (secure) attributes.push('Secure');
  reply.header('set-cookie', [`${name}=${cookie.token}`, ...attributes].join('; '));
}
