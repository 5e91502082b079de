import type { IncomingHttpHeaders } from 'node:http';

/** Whether a request comes from our own pages. In a current browser, each of the checks below would be enough alone. */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  if (headers['winkwire-mode'] === undefined) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (headers.origin === undefined) return true;
  const host = hostOf(headers.origin);
  return host !== undefined && (host === headers.host || host === hostOf(publicUrl));
}

/** Schemes are not compared: behind a proxy that terminates TLS, requests arrive as plain HTTP. */
function hostOf(origin: string): string | undefined {
  return URL.parse(origin)?.host;
}
