/** The path of the sandbox's own OpenID provider, below the public URL. */
export const sandboxIssuerPath = '/sandbox/oidc';

/**
 * The credentials with which the sandbox's connector signs in at the sandbox's own provider. Connector and provider are
 * in the same process, so the secret protects nothing.
 */
export const sandboxClient = {
  clientId: 'winkwire-sandbox',
  clientSecret: 'sandbox-needs-no-secret',
  signature: 'ES256',
} as const;
