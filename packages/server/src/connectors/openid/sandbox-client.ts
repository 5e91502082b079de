export const sandboxIssuerPath = '/sandbox/oidc';

/** Connector and provider are in the same process, so this secret protects nothing. */
export const sandboxClient = {
  clientId: 'winkwire-sandbox',
  clientSecret: 'sandbox-needs-no-secret',
  signature: 'ES256',
} as const;
