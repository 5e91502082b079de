/* global Scalar */
Scalar.createApiReference('#reference', {
  url: '/docs/openapi.json',
  // The page must not send requests to other servers. So fonts, telemetry, proxy, agent and MCP are switched
  // off.
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
