import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { Session } from '@winkwire/contract/widget-api';
import { type AccountRow, accountProgress } from '../domain/accounts.ts';
import { hasConsented } from '../domain/consents.ts';
import type { SessionOptions } from '../domain/session-options.ts';
import { widgetTheme } from '../domain/widget-theme.ts';
import type { SessionCaller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import { requestConsent } from './request-consent.ts';

export interface OpenedSession {
  sessionToken: string;
  /** `YYYY-MM-DDTHH:mm:ssZ`. */
  expiresAt: string;
  options: SessionOptions;
  callbacks: CallbackRecord[];
  sequence: number;
  warnings: string[];
  /** The last account whose linking began in a resumed session. */
  account?: AccountRow | undefined;
}

export async function sessionResource(
  services: Services,
  caller: SessionCaller,
  { sessionToken, expiresAt, options, callbacks, sequence, warnings, account }: OpenedSession,
): Promise<Session> {
  const { providers, topProviders, enableUpload, enableSearchBar, enableTypeBar, returnUrl } = options;
  return {
    sessionId: caller.sessionId,
    sessionToken,
    expiresAt,
    mode: caller.mode,
    userId: caller.userId,
    companyName: options.companyName,
    companyLogoUrl: options.companyLogoUrl,
    // A session from before themes existed gets the default theme.
    theme: options.theme ?? widgetTheme(null, undefined),
    consent: await consentToRequest(services, caller, options),
    options: { providers, topProviders, enableUpload, enableSearchBar, enableTypeBar, returnUrl },
    // The account's callbacks are in `callbacks` below.
    resumedAccount: account ? accountProgress(account, []) : null,
    language: options.language,
    callbacks,
    sequence,
    warnings,
  };
}

/** The text that the user has to consent to. Null if the widget need not request consent. */
export async function consentToRequest(
  services: Services,
  caller: SessionCaller,
  options: SessionOptions,
): Promise<Session['consent']> {
  if (!options.enableConsentPage && options.providers.length === 1) return null;
  const request = await requestConsent(services, { caller, options });
  if (await hasConsented(services.store, caller, request)) return null;
  const { templateId, title, text, version, language, titleLanguage, digest, dataTypes, days, privacyUrl } =
    request;
  return { templateId, title, text, version, language, titleLanguage, digest, dataTypes, days, privacyUrl };
}
