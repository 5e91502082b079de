// biome-ignore-all lint/style/noNonNullAssertion: the provider grants only to a client and a signed-in user
import { hkdfSync } from 'node:crypto';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { Services } from '../../platform/services.ts';
import { identityByUsername } from '../sandbox/identities.ts';
import { sandboxClient, sandboxIssuerPath } from './sandbox-client.ts';
import { createSandboxMemory } from './sandbox-memory.ts';
import { signingKey } from './signing-key.ts';

export function createSandboxIssuer(services: Services): Provider {
  const { publicUrl, encryptionKeys } = services;
  const issuer = new Provider(`${publicUrl}${sandboxIssuerPath}`, {
    clients: [
      {
        client_id: sandboxClient.clientId,
        client_secret: sandboxClient.clientSecret,
        redirect_uris: [`${publicUrl}/widget/redirect/return`],
        id_token_signed_response_alg: sandboxClient.signature,
      },
    ],
    adapter: (kind) => createSandboxMemory(services, kind),
    jwks: { keys: encryptionKeys.map(signingKey) },
    cookies: { keys: encryptionKeys.map(cookieKey) },
    scopes: ['openid', 'profile', 'email'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
    // The connector reads only the ID token, so the claims must be in it.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_, { uid }) => `${sandboxIssuerPath}/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(id) }),
    loadExistingGrant: grantAll,
    renderError,
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
  } satisfies Configuration);
  // With `proxy`, the issuer reads its URL from headers, which sites/sandbox-issuer.ts sets to our public URL.
  issuer.proxy = true;
  return issuer;
}

function claimsOf(id: string) {
  const { username, fullName, email } = identityByUsername(id);
  return { sub: id, name: fullName, preferred_username: username, email };
}

/** Grants all scopes. The sign-in page says what is shared, and pressing its button is the consent. */
async function grantAll(ctx: KoaContextWithOIDC) {
  const { provider, client, session } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}

function renderError(ctx: KoaContextWithOIDC): void {
  ctx.type = 'text';
  ctx.body = 'This sign-in has ended. Close this window and begin again from the widget.';
}

const cookieKey = (key: Buffer): string =>
  Buffer.from(hkdfSync('sha256', key, '', 'winkwire sandbox sign-in', 32)).toString('base64url');
