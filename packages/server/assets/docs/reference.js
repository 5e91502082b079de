/* global Scalar */
Scalar.createApiReference('#reference', {
  url: '/docs/openapi.json',
  // The page sends no request to any other server.
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
