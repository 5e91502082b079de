// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import { Failure } from './failure.ts';

/**
 * Schemes that cannot be in the origin of a page. At a URL with such a scheme, a browser shows no page, or a page
 * without an origin, or a page with the origin of another page.
 */
const noPages: ReadonlySet<string> = new Set([
  ...['about', 'blob', 'data', 'ftp', 'javascript', 'vbscript', 'view-source', 'ws', 'wss'],
]);

/**
 * The canonical form of a page's origin, as a browser reports it: lower case, without a default port, names in
 * punycode. An accepted text is a web origin (`https://shop.example` or `https://*.shop.example`), the origin of an
 * app (`capacitor://localhost`), `file://` or `null` for a page that is opened from a file, or `null` for a sandboxed
 * frame. Blanks around the origin and a slash after it are ignored. Undefined for any other text.
 */
export function canonicalOrigin(given: string): string | undefined {
  const text = given.trim();
  if (/^null$/i.test(text)) return 'null';
  if (/^file:\/\/\/?$/i.test(text)) return 'file://';
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined || noPages.has(scheme) || scheme === 'file') return undefined;
  return scheme === 'https' || scheme === 'http' ? webOrigin(text) : appOrigin(text);
}

function webOrigin(text: string): string | undefined {
  // An origin ends after the host and port. Only a slash may follow. Any other text is refused, even if a URL parser
  // would drop it.
  if (!/^https?:\/\/[^/\\?#@\s]+\/?$/i.test(text)) return undefined;
  const isWild = text.includes('://*.');
  const origin = URL.parse(text.replace('://*.', '://'))?.origin;
  // The URL standard allows `;` and `,` in a host. In a content security policy, however, `;` ends a directive and `,`
  // ends the whole policy.
  if (!/^https?:\/\/(\[[0-9a-f:.]+\]|[\w.-]+)(:\d+)?$/.test(origin ?? '')) return undefined;
  if (!isWild) return origin;
  // An IP address has no subdomains.
  return /:\/\/(\[|[\d.]+(:|$))/.test(origin!) ? undefined : origin!.replace('://', '://*.');
}

/** Uses a regular expression, because URL parsers neither check nor normalize the hosts of apps' own schemes. */
function appOrigin(text: string): string | undefined {
  const origin = text.replace(/\/$/, '').toLowerCase();
  return /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9]([\w.-]*[a-z0-9])?(:\d{1,5})?$/.test(origin) ? origin : undefined;
}

/** Returns the canonical form of an origin. Throws INVALID_PARAMETERS when the text is not an origin. */
export function readOrigin(text: string): string {
  const origin = canonicalOrigin(text);
  if (origin !== undefined) return origin;
  throw new Failure(
    'INVALID_PARAMETERS',
    `origins: '${text}' is not an origin. Write scheme and host, as in https://shop.example, or capacitor://localhost for an app.`,
  );
}

/**
 * Whether a content security policy can name an origin. A policy cannot name `null`, files or IPv6 addresses. A browser
 * would ignore such an entry, and would refuse the page that the entry should allow.
 */
export const isPolicySource = (origin: string): boolean =>
  origin !== 'null' && !origin.startsWith('file:') && !origin.includes('[');
