import { Failure } from './failure.ts';

/** Of schemes without an authority, or whose documents hold somebody else's text: no page of an app has such an origin. */
const noPages: ReadonlySet<string> = new Set([
  ...['about', 'blob', 'data', 'ftp', 'javascript', 'vbscript', 'view-source', 'ws', 'wss'],
]);

/**
 * The origin of a page in its canonical form, as a browser says it of itself: lower case, without a default port, names
 * in punycode. Beside `https://shop.example` and `https://*.shop.example` there are the origins of apps
 * (`capacitor://localhost`), and `null` and `file://`, which pages have that lie in a file or in a sandbox. Undefined
 * for what is not exactly an origin.
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
  // Anything behind the host is no part of an origin, also where a URL parser would take it away.
  if (!/^https?:\/\/[^/\\?#@\s]+\/?$/i.test(text)) return undefined;
  const isWild = text.includes('://*.');
  const origin = URL.parse(text.replace('://*.', '://'))?.origin;
  // A host may hold `;` and `,` by the letter of the URL standard, and would end our policy's directive.
  if (!/^https?:\/\/(\[[0-9a-f:.]+\]|[\w.-]+)(:\d+)?$/.test(origin ?? '')) return undefined;
  if (!isWild) return origin;
  // Nothing is under an address.
  return /:\/\/(\[|[\d.]+(:|$))/.test(origin!) ? undefined : origin!.replace('://', '://*.');
}

/** A URL parser knows neither hosts nor default ports of other schemes. */
function appOrigin(text: string): string | undefined {
  const origin = text.replace(/\/$/, '').toLowerCase();
  return /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9]([\w.-]*[a-z0-9])?(:\d{1,5})?$/.test(origin) ? origin : undefined;
}

/** Throws INVALID_PARAMETERS for what is not exactly an origin; answers it in its canonical form. */
export function readOrigin(text: string): string {
  const origin = canonicalOrigin(text);
  if (origin !== undefined) return origin;
  throw new Failure(
    'INVALID_PARAMETERS',
    `origins: '${text}' is not an origin. Write scheme and host, as in https://shop.example, or capacitor://localhost for an app.`,
  );
}

/**
 * Whether a content security policy can name an origin. It has no words for `null`, for files and for IPv6 addresses:
 * a browser drops such a source, and refuses the page that it should have permitted.
 */
export const isPolicySource = (origin: string): boolean =>
  origin !== 'null' && !origin.startsWith('file:') && !origin.includes('[');
