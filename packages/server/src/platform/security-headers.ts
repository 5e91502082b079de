import type { FastifyInstance } from 'fastify';

/** The directives of a content security policy. Undefined ones are left out. */
export type Policy = Record<string, string[] | undefined>;

export const policyText = (policy: Policy): string =>
  Object.entries(policy)
    .flatMap(([directive, sources]) => (sources ? `${directive} ${sources.join(' ')}` : []))
    .join('; ');

/** For responses that are not pages: nothing may be loaded, and no page may embed them. */
export const apiPolicy: Policy = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] };

/** For our own pages: they load only files of this server and `data:` images, and run no inline code. */
export const pagePolicy: Policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'frame-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

export interface SecurityOptions {
  policy: Policy;
  /** Whether pages of other origins may load the responses. `policy` says which pages may show them in frames. */
  forOtherSites?: boolean;
  /** Whether another page of ours opens this page in a new window, and exchanges messages with it. */
  opened?: boolean;
  /** Whether the server is reached by https. If so, a header makes browsers use only https for a year. */
  https: boolean;
}

/**
 * Sets the security headers of every route that is registered on `area` afterwards. Call this for an area that needs
 * other headers than the rest of the server.
 */
export function secure(area: FastifyInstance, options: SecurityOptions): void {
  const headers = securityHeaders(options);
  const isOpened = !('cross-origin-opener-policy' in headers);
  area.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers);
    if (isOpened) reply.removeHeader('cross-origin-opener-policy');
    done();
  });
}

export function securityHeaders({
  policy,
  forOtherSites = false,
  opened = false,
  https,
}: SecurityOptions): Record<string, string> {
  return {
    ...always,
    'content-security-policy': policyText(policy),
    'cross-origin-resource-policy': forOtherSites ? 'cross-origin' : 'same-origin',
    ...(forOtherSites || opened ? {} : { 'cross-origin-opener-policy': 'same-origin' }),
    ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/**
 * Headers that do not depend on the options. `x-frame-options` is not among them, because it cannot name the origins
 * that may embed the widget. The directive `frame-ancestors` names them. These headers are constants, because a
 * middleware that computed them took 11 µs for each response, a tenth of the time for a small request.
 */
const always = {
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};
