import type {
  ConsentTemplate,
  ConsentTemplateCreateRequest,
} from '@winkwire/contract/resources/consent-template';
import { addConsentTemplate, consentTemplateResource } from '../domain/consent-templates.ts';
import { readWebUrl } from '../domain/read-web-url.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

export async function createConsentTemplate(
  services: Services,
  caller: Caller,
  input: ConsentTemplateCreateRequest,
): Promise<ConsentTemplate> {
  const { publicUrl } = services;
  const message = 'privacyUrl: must be the https:// URL of your privacy notice.';
  const privacyUrl = input.privacyUrl ? readWebUrl(input.privacyUrl, { publicUrl, message }) : null;
  const row = await addConsentTemplate(
    services.store,
    { ...caller, now: services.now() },
    { ...input, privacyUrl },
  );
  return consentTemplateResource(row);
}
