import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  type IDToken,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client';
import type { Connector, Json, Step } from '../connector.ts';
import { ConnectorError } from '../connector.ts';

export interface OpenIdSettings {
  /** Asked for when it is first needed: an own issuer has no address before the server listens. */
  issuer(): string;
  clientId: string;
  clientSecret: string;
  scope?: string;
  /** How its ID tokens are signed, where that is not RS256. */
  signature?: string;
  /** For an issuer on this machine. */
  allowHttp?: boolean;
  /** Instead of the global one, for an issuer that is reached by another way than its address says. */
  fetch?(url: string, options: RequestInit): Promise<Response>;
  /** What is kept of the signed-in user: enough to read data again, and no token. */
  connectionOf(claims: IDToken): Json;
  /** How data is read once the user has signed in. */
  data: Pick<Connector, 'fetch' | 'refresh' | 'revoke'>;
}

/** Between leaving for the provider's page and coming back. None of it signs anybody in. */
interface Pending extends Json {
  issuer: string;
  codeVerifier: string;
  nonce: string;
  state: string;
}

/**
 * Signs in at any OpenID Connect provider: authorization code with PKCE, state and nonce. The tokens are used for the
 * claims and then forgotten.
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
      // A provider that was down is asked again the next time.
      configuration = undefined;
      throw new ConnectorError('SERVICE_UNAVAILABLE', String((error as Error).cause ?? error), {
        cause: error,
      });
    });
    return configuration;
  };
  return {
    ...settings.data,
    async start({ returnUrl, state }) {
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
        // Whoever is signed in there by chance is not necessarily the user before us.
        prompt: 'login',
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
        // The user pressed Cancel there: they may sign in again. Anything else is a sign-in that does not hold.
        const denied = error instanceof AuthorizationResponseError && error.error === 'access_denied';
        return { kind: 'FAILED', errorCode: denied ? 'AUTH_REQUIRED' : 'INVALID_AUTH' };
      }
    },
  };
}

function connected(claims: IDToken, settings: OpenIdSettings): Step {
  const loginName = claims.preferred_username ?? claims.email ?? claims.sub;
  return { kind: 'CONNECTED', loginName: String(loginName), connection: settings.connectionOf(claims) };
}

/** The address as the provider knows it: behind a proxy ours is another one. */
function withOrigin(address: string, returnUrl: string): URL {
  const url = new URL(returnUrl);
  url.search = new URL(address, returnUrl).search;
  return url;
}
