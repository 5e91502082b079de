import type { WebhookUpdateRequest } from '@winkwire/contract/resources/webhook';
import { Failure } from '../failure.ts';
import { AddressGuard, AddressRefused } from '../pipeline/deliver/address-guard.ts';
import { guardPolicy } from '../pipeline/deliver/way-out.ts';
import { vetTls } from './vet-tls.ts';

/** Set by us on every delivery: an owner's header must not replace them. */
const ownHeaders =
  /^(smile-signature.*|webhook-.*|content-.*|proxy-.*|trace(parent|state)|baggage|user-agent|host|connection|transfer-encoding|expect|upgrade|keep-alive|te|trailer)$/i;

/** Refuses an address that may not be sent to, headers that are ours, and unusable TLS, with INVALID_PARAMETERS. */
export async function vetWebhookSettings(
  config: Parameters<typeof guardPolicy>[0],
  settings: Pick<WebhookUpdateRequest, 'headers' | 'tls' | 'url'>,
): Promise<void> {
  for (const name of Object.keys(settings.headers ?? {})) {
    if (ownHeaders.test(name))
      throw new Failure('INVALID_PARAMETERS', `headers: ${name} is set by Winkwire.`);
  }
  if (settings.tls) vetTls(settings.tls);
  if (settings.url === undefined) return;
  const guard = new AddressGuard(guardPolicy(config));
  try {
    const { hostname } = guard.vetUrl(settings.url);
    await guard.resolve(hostname.replace(/^\[|\]$/g, ''));
  } catch (error) {
    // A name that does not resolve yet may do so by the time of the first event; every send asks again.
    if (error instanceof AddressRefused) throw new Failure('INVALID_PARAMETERS', `url: ${error.message}`);
  }
}
