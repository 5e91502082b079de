// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
import { Failure } from './failure.ts';

/** With these schemes, a browser shows no page, or a page without an origin of its own. */
const noPages: ReadonlySet<string> = new Set([
  ...['about', 'blob', 'data', 'ftp', 'javascript', 'vbscript', 'view-source', 'ws', 'wss'],
]);

/**
 * The origin in the form that browsers report: in lower case, in punycode, without a default port. Undefined if the
 * text is no origin. `null` stands for a sandboxed frame or a file.
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
  // Only a slash may follow the port. Any other text is refused, even if a URL parser would drop it.
  if (!/^https?:\/\/[^/\\?#@\s]+\/?$/i.test(text)) return undefined;
  const isWild = text.includes('://*.');
  const origin = URL.parse(text.replace('://*.', '://'))?.origin;
  // The URL standard allows `;` and `,` in a host, but they would end a directive or the whole content security policy.
  if (!/^https?:\/\/(\[[0-9a-f:.]+\]|[\w.-]+)(:\d+)?$/.test(origin ?? '')) return undefined;
  if (!isWild) return origin;
  // An IP address has no subdomains.
  return /:\/\/(\[|[\d.]+(:|$))/.test(origin!) ? undefined : origin!.replace('://', '://*.');
}

/** URL parsers neither check nor normalize the hosts of apps' own schemes. */
function appOrigin(text: string): string | undefined {
  const origin = text.replace(/\/$/, '').toLowerCase();
  return /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9]([\w.-]*[a-z0-9])?(:\d{1,5})?$/.test(origin) ? origin : undefined;
}

/** Throws INVALID_PARAMETERS when the text is not an origin. */
export function readOrigin(text: string): string {
  const origin = canonicalOrigin(text);
  if (origin !== undefined) return origin;
  throw new Failure(
    'INVALID_PARAMETERS',
    `origins: '${text}' is not an origin. Write scheme and host, as in https://shop.example, or capacitor://localhost for an app.`,
  );
}

/** A policy cannot name `null`, files or IPv6 addresses. A browser would ignore such an entry, and refuse the page. */
export const isPolicySource = (origin: string): boolean =>
  origin !== 'null' && !origin.startsWith('file:') && !origin.includes('[');
