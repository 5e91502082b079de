import { Failure } from '../platform/failure.ts';
import { isLoopbackHost } from '../platform/loopback.ts';

/**
 * Accepts an https URL of at most 2,000 characters without credentials. If `publicUrl` is http, also accepts http on
 * this machine. Throws INVALID_PARAMETERS with the given message.
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
