import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request with the portal's cookie comes from our own pages. In a current browser, each of the following
 * three protections is enough. The cookie is SameSite=Strict. A page of another site can send `winkwire-mode` only
 * after a preflight, and no response to a preflight allows this header. `Sec-Fetch-Site` and `Origin` must not name
 * another site.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  if (headers['winkwire-mode'] === undefined) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (headers.origin === undefined) return true;
  const host = hostOf(headers.origin);
  return host !== undefined && (host === headers.host || host === hostOf(publicUrl));
}

/**
 * The host of an origin. Schemes are not compared: behind a proxy that terminates TLS, requests arrive as plain HTTP.
 */
function hostOf(origin: string): string | undefined {
  return URL.parse(origin)?.host;
}
