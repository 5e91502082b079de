import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request with the portal's cookie was made by our own pages. There are three checks, each of which is enough
 * in a current browser: the cookie is SameSite=Strict; a cross-site page cannot add `winkwire-mode` without a preflight,
 * which we never allow; and the browser's headers about the origin must not contradict.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  if (headers['winkwire-mode'] === undefined) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (headers.origin === undefined) return true;
  const host = hostOf(headers.origin);
  return host !== undefined && (host === headers.host || host === hostOf(publicUrl));
}

/** Compares hosts, not schemes: behind a proxy that terminates TLS, requests arrive as plain HTTP, perhaps with another host. */
function hostOf(origin: string): string | undefined {
  return URL.parse(origin)?.host;
}
