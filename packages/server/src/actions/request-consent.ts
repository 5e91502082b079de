import { consentDataTypeOf, consentDataTypes } from '@winkwire/contract/consent-data-types';
import { providersOf } from '../connectors/providers-of.ts';
import { type ConsentRequest, findConsentWording } from '../domain/consents.ts';
import type { SessionOptions } from '../domain/session-options.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import { shownProviders } from './shown-providers.ts';

export async function requestConsent(
  services: Services,
  { caller, options }: { caller: Caller; options: SessionOptions },
): Promise<ConsentRequest> {
  const { consentTemplateId: templateId, companyName, language, enableUpload } = options;
  const wording = await findConsentWording(services.store, caller, { templateId, companyName, language });
  const kinds = shownProviders(providersOf(services, caller), options).flatMap(({ yields }) => yields);
  const shared = new Set(kinds.map((kind) => consentDataTypeOf[kind]));
  if (enableUpload) shared.add('DOCUMENTS');
  return {
    ...wording,
    privacyUrl: wording.privacyUrl ?? services.config.privacyUrl,
    companyName,
    dataTypes: consentDataTypes.filter((type) => shared.has(type)),
    days: services.config.retentionDays,
  };
}
