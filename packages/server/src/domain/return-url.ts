import type { Caller } from '../platform/caller.ts';
import { canonicalOrigin } from '../platform/read-origin.ts';
import type { Queries } from '../store/store.ts';
import { allowsOrigin, findOrigins } from './embedding-origins.ts';

/**
 * Whether users may be sent to this URL after a sign-in. The origin of the URL has to be the origin of the host page,
 * or an origin that the tenant has registered. So nobody can use our server to send people somewhere else.
 */
export async function allowsReturnUrl(
  queries: Queries,
  of: Caller & { hostOrigin: string; url: string },
): Promise<boolean> {
  // A URL parser would repair a malformed URL. So the text before the path has to be exactly an origin, without `\`
  // or `@`.
  const origin = canonicalOrigin(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/i.exec(of.url)?.[0] ?? '');
  if (origin === undefined || !URL.canParse(of.url) || /\s/.test(of.url)) return false;
  return origin === of.hostOrigin || allowsOrigin(await findOrigins(queries, of), origin);
}
