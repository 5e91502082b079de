import type {
  ConsentTemplate,
  ConsentTemplateCreateRequest,
} from '@winkwire/contract/resources/consent-template';
import { addConsentTemplate, consentTemplateResource } from '../domain/consent-templates.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

export async function createConsentTemplate(
  services: Services,
  caller: Caller,
  input: ConsentTemplateCreateRequest,
): Promise<ConsentTemplate> {
  const row = await addConsentTemplate(services.store, { ...caller, now: services.now() }, input);
  return consentTemplateResource(row);
}
