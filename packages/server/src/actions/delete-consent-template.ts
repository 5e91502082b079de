import { removeConsentTemplate } from '../domain/consent-templates.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

export async function deleteConsentTemplate(services: Services, caller: Caller, id: string): Promise<void> {
  if (!(await removeConsentTemplate(services.store, caller, id))) throw new Failure('MISSING_RESOURCE');
}
