import type { Language } from '@winkwire/contract/languages';
import type { Session } from '@winkwire/contract/widget-api';
import { readSessionOptions } from '../domain/session-options.ts';
import { setSessionOptions } from '../domain/sessions.ts';
import type { SessionCaller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import { consentToRequest } from './session-resource.ts';

export async function chooseLanguage(
  services: Services,
  caller: SessionCaller,
  language: Language,
): Promise<Pick<Session, 'consent'>> {
  const options = { ...(await readSessionOptions(services.store, caller)), language };
  await services.store.transaction((transaction) =>
    setSessionOptions(transaction, caller.sessionId, JSON.stringify(options)),
  );
  return { consent: await consentToRequest(services, caller, options) };
}
