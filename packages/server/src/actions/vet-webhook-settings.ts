import { filterProblem } from '@winkwire/contract/filter-rules';
import { headersProblem } from '@winkwire/contract/header-rules';
import type { WebhookUpdateRequest } from '@winkwire/contract/resources/webhook';
import { AddressGuard, AddressRefused } from '../pipeline/deliver/egress/address-guard.ts';
import { guardPolicy } from '../pipeline/deliver/egress/egress-config.ts';
import { Failure } from '../platform/failure.ts';
import { vetTls } from './vet-tls.ts';

const longestUrl = 500;

/** Returns the settings to store. Throws INVALID_PARAMETERS if one is not permitted or cannot work. */
export async function vetWebhookSettings<
  Settings extends Pick<WebhookUpdateRequest, 'filter' | 'headers' | 'tls' | 'url'>,
>(config: Parameters<typeof guardPolicy>[0], settings: Settings): Promise<Settings> {
  const wrongFilter = filterProblem(settings.filter ?? {});
  if (wrongFilter) throw new Failure('INVALID_PARAMETERS', `filter: ${wrongFilter}.`);
  vetHeaders(settings.headers ?? {});
  if (settings.tls) vetTls(settings.tls);
  if (settings.url === undefined) return settings;
  return { ...settings, url: await vetUrl(config, settings.url) };
}

export function vetHeaders(headers: Record<string, string>): void {
  const problem = headersProblem(headers);
  if (problem) throw new Failure('INVALID_PARAMETERS', `headers: ${problem}.`);
}

/**
 * Returns the URL to store, in its parsed form. A text that differs only in its spelling is kept as given, because some
 * clients search the list for their own URL.
 */
async function vetUrl(config: Parameters<typeof guardPolicy>[0], text: string): Promise<string> {
  const guard = new AddressGuard(guardPolicy(config));
  try {
    const url = guard.vetUrl(text);
    await guard.vetName(url.hostname);
    const stored = isObviouslySame(text, url) ? text : url.href;
    if (stored.length <= longestUrl) return stored;
  } catch (error) {
    if (error instanceof AddressRefused) throw new Failure('INVALID_PARAMETERS', `url: ${error.message}`);
    throw error;
  }
  throw new Failure(
    'INVALID_PARAMETERS',
    `url: may be at most ${longestUrl} characters long, counting its % escapes.`,
  );
}

/**
 * Whether a text differs from its parsed form only in capital letters of the scheme and host, the default port, or the
 * slash after the host. A URL without this slash must not contain `@`: other parsers could take the text after it for
 * the host.
 */
function isObviouslySame(text: string, url: URL): boolean {
  const [, scheme, host, port, rest] =
    /^(https?):\/\/([\w.-]+|\[[\da-f:.]+\])(:\d+)?(\/.*|[?#][^@\\]*)?$/i.exec(text) ?? [];
  if (scheme === undefined || host === undefined) return false;
  const defaultPort = url.protocol === 'https:' ? ':443' : ':80';
  return (
    `${scheme.toLowerCase()}:` === url.protocol &&
    host.toLowerCase() === url.hostname &&
    (port ?? defaultPort) === (url.port === '' ? defaultPort : `:${url.port}`) &&
    withSlash(rest) === url.pathname + url.search + url.hash
  );
}

const withSlash = (rest = ''): string => (rest.startsWith('/') ? rest : `/${rest}`);
