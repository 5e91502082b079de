import { expect, test } from 'vitest';
import { apiPolicy, securityHeaders } from './security-headers.ts';

test('the policy of an API response permits nothing, and the response makes browsers use https', () => {
  expect(securityHeaders({ policy: apiPolicy, https: true })).toEqual({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  });
});

test('other sites can load the files that are meant for them, and plain http is not upgraded', () => {
  const headers = securityHeaders({ policy: apiPolicy, https: false, forOtherSites: true });
  expect(headers).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin' });
  expect(headers).not.toHaveProperty('cross-origin-opener-policy');
  expect(headers).not.toHaveProperty('strict-transport-security');
});
