// biome-ignore-all lint/style/noNonNullAssertion: the scope requests an ID token
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  type IDToken,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client';
import type { Connector, Json, Step } from '../connector.ts';
import { ConnectorError } from '../connector.ts';

export interface OpenIdSettings {
  /** A function, because an issuer in this process has no address before the server listens. */
  issuer(): string;
  clientId: string;
  clientSecret: string;
  scope?: string;
  /** RS256 if absent. */
  signature?: string;
  /** Permits http, for an issuer on this machine. */
  allowHttp?: boolean;
  /** Replaces the global `fetch`, for example for an issuer in this process. */
  fetch?(url: string, options: RequestInit): Promise<Response>;
  /** The part of the claims that `data` needs. It is stored, so it must contain no token. */
  connectionOf(claims: IDToken): Json;
  data: Pick<Connector, 'fetch' | 'refresh' | 'revoke'>;
}

/** Kept while the user is on the provider's page. These values alone are not enough to sign in. */
interface Pending extends Json {
  issuer: string;
  codeVerifier: string;
  nonce: string;
  state: string;
}

/**
 * Signs in with authorization code, PKCE, state and nonce. The tokens are discarded after their claims have been read.
 */
export function createOpenIdConnector(settings: OpenIdSettings): Connector {
  let configuration: Promise<Configuration> | undefined;
  const discover = (): Promise<Configuration> => {
    configuration ??= discovery(
      new URL(settings.issuer()),
      settings.clientId,
      { client_secret: settings.clientSecret, id_token_signed_response_alg: settings.signature ?? 'RS256' },
      undefined,
      {
        ...(settings.allowHttp ? { execute: [allowInsecureRequests] } : {}),
        ...(settings.fetch ? { [customFetch]: settings.fetch as CustomFetch } : {}),
      },
    ).catch((error: unknown) => {
      // The next sign-in tries the discovery again.
      configuration = undefined;
      throw unavailable(error);
    });
    return configuration;
  };
  return {
    ...settings.data,
    async start({ returnUrl, state, language }) {
      const client = await discover();
      const pending: Pending = {
        issuer: settings.issuer(),
        codeVerifier: randomPKCECodeVerifier(),
        nonce: randomNonce(),
        state,
      };
      const url = buildAuthorizationUrl(client, {
        redirect_uri: returnUrl,
        scope: settings.scope ?? 'openid',
        // The provider may still have the session of another person in this browser, so the user has to sign in again.
        prompt: 'login',
        ui_locales: language,
        code_challenge: await calculatePKCECodeChallenge(pending.codeVerifier),
        code_challenge_method: 'S256',
        nonce: pending.nonce,
        state,
      });
      return { kind: 'REDIRECT', url: url.href, pending };
    },
    async answer({ pending, answer, returnUrl }) {
      const { codeVerifier, nonce, state } = pending as Pending;
      try {
        const tokens = await authorizationCodeGrant(await discover(), withOrigin(answer, returnUrl), {
          pkceCodeVerifier: codeVerifier,
          expectedNonce: nonce,
          expectedState: state,
        });
        return connected(tokens.claims()!, settings);
      } catch (error) {
        if (error instanceof ConnectorError) throw error;
        if (isOutage(error)) throw unavailable(error);
        // `access_denied` means that the user pressed Cancel.
        const denied = error instanceof AuthorizationResponseError && error.error === 'access_denied';
        return { kind: 'FAILED', errorCode: denied ? 'AUTH_REQUIRED' : 'INVALID_AUTH' };
      }
    },
  };
}

const unavailable = (error: unknown): ConnectorError =>
  new ConnectorError('SERVICE_UNAVAILABLE', String((error as Error).cause ?? error), { cause: error });

/** An outage says nothing about the sign-in. */
function isOutage(error: unknown): boolean {
  if (isOfFetch(error)) return true;
  if (error instanceof ResponseBodyError) return error.status >= 500;
  if (!(error instanceof ClientError)) return false;
  const { cause, code } = error;
  if (cause instanceof Response) return cause.status >= 500;
  // If the connection fails, the error of openid-client has no code.
  return code === undefined || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT';
}

/** A failed `fetch` throws a TypeError without a code. The TypeErrors of openid-client have one. */
const isOfFetch = (error: unknown): boolean =>
  error instanceof Error && ((error instanceof TypeError && !('code' in error)) || isOfFetch(error.cause));

function connected(claims: IDToken, settings: OpenIdSettings): Step {
  const loginName = claims.preferred_username ?? claims.email ?? claims.sub;
  return { kind: 'CONNECTED', loginName: String(loginName), connection: settings.connectionOf(claims) };
}

/** The path of `address` is ignored, because behind a proxy it may differ from the one that the provider knows. */
function withOrigin(address: string, returnUrl: string): URL {
  const url = new URL(returnUrl);
  url.search = new URL(address, returnUrl).search;
  return url;
}
