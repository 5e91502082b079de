import { Failure } from '../platform/failure.ts';

/**
 * The address of a company's logo as it is stored. Only https: pages and mails load it. A server that is itself reached
 * by http, as on a developer's machine, also takes pictures of that machine. Throws INVALID_PARAMETERS.
 */
export function readLogoUrl(text: string, { publicUrl }: { publicUrl: string }): string {
  const url = URL.parse(text);
  const isLocal =
    publicUrl.startsWith('http:') && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url?.hostname ?? '');
  const isPermitted = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal);
  if (url && isPermitted && !url.username && !url.password && url.href.length <= 2000) return url.href;
  throw new Failure('INVALID_PARAMETERS', 'company.logoUrl: give the https:// address of a picture.');
}
