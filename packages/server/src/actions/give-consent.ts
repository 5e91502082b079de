import type { GiveConsent } from '@winkwire/contract/widget-api';
import { addConsent } from '../domain/consents.ts';
import { readSessionOptions } from '../domain/session-options.ts';
import type { SessionCaller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { requestConsent } from './request-consent.ts';

/**
 * Records the server's wording, not the request's. Throws INVALID_PARAMETERS if `digest` belongs to another wording.
 */
export async function giveConsent(
  services: Services,
  caller: SessionCaller,
  { digest }: GiveConsent,
): Promise<void> {
  const { store, now } = services;
  const options = await readSessionOptions(store, caller);
  const request = await requestConsent(services, { caller, options });
  if (digest !== undefined && digest !== request.digest) {
    throw new Failure(
      'INVALID_PARAMETERS',
      'digest: the wording has changed. Show the new wording, and ask for consent again.',
    );
  }
  await store.transaction((transaction) => addConsent(transaction, caller, { ...request, now: now() }));
}
