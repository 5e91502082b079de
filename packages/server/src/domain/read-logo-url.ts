import { Failure } from '../platform/failure.ts';
import { isLoopbackHost } from '../platform/loopback.ts';

/**
 * Parses the URL of a company's logo. The URL has to be https, because pages and mails load the picture. A server
 * whose own URL is http, as on a developer's machine, also accepts local pictures. Throws INVALID_PARAMETERS.
 */
export function readLogoUrl(text: string, { publicUrl }: { publicUrl: string }): string {
  const url = URL.parse(text);
  const isLocal = publicUrl.startsWith('http:') && isLoopbackHost(url?.hostname ?? '');
  const isPermitted = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal);
  if (url && isPermitted && !url.username && !url.password && url.href.length <= 2000) return url.href;
  throw new Failure('INVALID_PARAMETERS', 'company.logoUrl: must be the https:// URL of a picture.');
}
