import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request that a cookie signs in was made by our own pages. Three walls, each enough by itself in a
 * current browser: the cookie is SameSite=Strict, a cross-site page cannot add `winkwire-mode` without a preflight
 * that we never answer, and the browser's own word about the origin must not contradict.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  if (headers['winkwire-mode'] === undefined) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (headers.origin === undefined) return true;
  const host = hostOf(headers.origin);
  return host !== undefined && (host === headers.host || host === hostOf(publicUrl));
}

/** Compared by host, not by scheme: behind a proxy that ends TLS we are spoken to in plain HTTP, perhaps by another name. */
function hostOf(origin: string): string | undefined {
  return URL.parse(origin)?.host;
}
