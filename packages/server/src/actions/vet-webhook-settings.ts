import { filterProblem } from '@winkwire/contract/filter-rules';
import { headersProblem } from '@winkwire/contract/header-rules';
import type { WebhookUpdateRequest } from '@winkwire/contract/resources/webhook';
import { AddressGuard, AddressRefused } from '../pipeline/deliver/egress/address-guard.ts';
import { guardPolicy } from '../pipeline/deliver/egress/egress-config.ts';
import { Failure } from '../platform/failure.ts';
import { vetTls } from './vet-tls.ts';

const longestUrl = 500;

/**
 * Checks the settings, and resolves with the settings to store. Throws INVALID_PARAMETERS for a filter, a URL or
 * headers that are not permitted, and for TLS settings that cannot work.
 */
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

/** Returns the URL in its parsed form, so that the API shows exactly the URL to which deliveries are sent. */
async function vetUrl(config: Parameters<typeof guardPolicy>[0], text: string): Promise<string> {
  const guard = new AddressGuard(guardPolicy(config));
  try {
    const url = guard.vetUrl(text);
    await guard.vetName(url.hostname);
    if (url.href.length <= longestUrl) return url.href;
  } catch (error) {
    if (error instanceof AddressRefused) throw new Failure('INVALID_PARAMETERS', `url: ${error.message}`);
    throw error;
  }
  throw new Failure(
    'INVALID_PARAMETERS',
    `url: may be at most ${longestUrl} characters long, counting its % escapes.`,
  );
}
