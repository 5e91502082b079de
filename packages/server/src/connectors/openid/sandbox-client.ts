/** The path of the sandbox's own OpenID provider, below the public URL. */
export const sandboxIssuerPath = '/sandbox/oidc';

/**
 * The credentials of the sandbox's connector at the sandbox's own provider. Both are in this process, so the secret
 * protects nothing.
 */
export const sandboxClient = {
  clientId: 'winkwire-sandbox',
  clientSecret: 'sandbox-needs-no-secret',
  signature: 'ES256',
} as const;
