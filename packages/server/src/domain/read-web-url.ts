import { Failure } from '../platform/failure.ts';
import { isLoopbackHost } from '../platform/loopback.ts';

/**
 * Parses the URL of a page or a picture, for use in our pages and mails. The URL has to be https, without a user name
 * or password, and at most 2,000 characters long. A server whose own URL is http, as on a developer's machine, also
 * accepts local http URLs. Throws INVALID_PARAMETERS with the given message.
 */
export function readWebUrl(
  text: string,
  { publicUrl, message }: { publicUrl: string; message: string },
): string {
  const url = URL.parse(text);
  const isLocal = publicUrl.startsWith('http:') && isLoopbackHost(url?.hostname ?? '');
  const isPermitted = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal);
  if (url && isPermitted && !url.username && !url.password && url.href.length <= 2000) return url.href;
  throw new Failure('INVALID_PARAMETERS', message);
}
