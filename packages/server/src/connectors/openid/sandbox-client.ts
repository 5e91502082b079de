/** Where the sandbox's own OpenID provider is mounted, below the public address. */
export const sandboxIssuerPath = '/sandbox/oidc';

/** How the sandbox's connector is known there. Both ends are in this process: the secret protects nothing. */
export const sandboxClient = {
  clientId: 'winkwire-sandbox',
  clientSecret: 'sandbox-needs-no-secret',
  signature: 'ES256',
} as const;
