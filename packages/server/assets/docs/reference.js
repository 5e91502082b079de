/* global Scalar */
Scalar.createApiReference('#reference', {
  url: '/docs/openapi.json',
  // Nothing is loaded from, or told to, anybody else.
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  defaultOpenAllTags: false,
  authentication: { preferredSecurityScheme: 'basic' },
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
});
