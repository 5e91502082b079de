import type { Caller } from '../platform/caller.ts';
import { canonicalOrigin } from '../platform/read-origin.ts';
import type { Queries } from '../store/store.ts';
import { allowsOrigin, findOrigins } from './embedding-origins.ts';

/**
 * Only origins of the host page or of the tenant are allowed, so that nobody can send people elsewhere through our
 * server.
 */
export async function allowsReturnUrl(
  queries: Queries,
  of: Caller & { hostOrigin: string; url: string },
): Promise<boolean> {
  // A URL parser would repair a malformed URL, so the text before the path has to be exactly an origin.
  const origin = canonicalOrigin(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/i.exec(of.url)?.[0] ?? '');
  if (origin === undefined || !URL.canParse(of.url) || /\s/.test(of.url)) return false;
  return origin === of.hostOrigin || allowsOrigin(await findOrigins(queries, of), origin);
}
