import { Failure } from '../platform/failure.ts';
import { isLoopbackHost } from '../platform/loopback.ts';

/**
 * Parses a URL that pages and mails link to or load. The URL has to be https. A server whose own URL is http, as on a
 * developer's machine, also accepts local URLs. Throws INVALID_PARAMETERS with the given message.
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
