import type {
  ConsentTemplate,
  ConsentTemplateCreateRequest,
} from '@winkwire/contract/resources/consent-template';
import type { Caller } from '../caller.ts';
import { addConsentTemplate, consentTemplateResource } from '../domain/consent-templates.ts';
import type { Services } from '../services.ts';

export async function createConsentTemplate(
  services: Services,
  caller: Caller,
  input: ConsentTemplateCreateRequest,
): Promise<ConsentTemplate> {
  const row = await addConsentTemplate(services.store, { ...caller, now: services.now() }, input);
  return consentTemplateResource(row);
}
