import { newId } from '@winkwire/contract/ids';
import type { WinkTemplateContent, WinkTemplateRequest } from '@winkwire/contract/resources/wink-template';
import type { Caller } from '../caller.ts';
import type { TemplateRow } from '../domain/template-table.ts';
import { requireWinkTemplate, winkTemplateTable } from '../domain/wink-templates.ts';
import { Failure } from '../failure.ts';
import type { Services } from '../services.ts';

export async function createWinkTemplate(
  { store, now }: Services,
  caller: Caller,
  request: WinkTemplateRequest,
): Promise<TemplateRow> {
  const row: TemplateRow = {
    id: newId('winkTemplate'),
    tenant_id: caller.tenantId,
    mode: caller.mode,
    name: request.name,
    content: JSON.stringify(contentOf(request)),
    created_at: now(),
    updated_at: now(),
  };
  await winkTemplateTable.add(store, row);
  return row;
}

/** Replaces all of it; what the request leaves out takes its default. Throws MISSING_RESOURCE. */
export function updateWinkTemplate(
  { store, now }: Services,
  caller: Caller,
  { id, request }: { id: string; request: WinkTemplateRequest },
): Promise<TemplateRow> {
  return store.transaction(async (transaction) => {
    const before = await requireWinkTemplate(transaction, caller, id);
    const content = JSON.stringify(contentOf(request));
    const row = { ...before, name: request.name, content, updated_at: now() };
    await winkTemplateTable.change(transaction, caller, row);
    return row;
  });
}

function contentOf({
  company,
  providers,
  options,
  consentTemplateId = null,
}: WinkTemplateRequest): WinkTemplateContent {
  if (company.logoUrl !== null && !/^(https:\/\/|data:image\/)/.test(company.logoUrl)) {
    throw new Failure('INVALID_PARAMETERS', 'company.logoUrl: give an https:// address, or null.');
  }
  return {
    company,
    providers: { ids: [], types: [], topIds: [], ...providers },
    options: {
      enableUpload: false,
      enableSearchBar: true,
      enableTypeBar: true,
      enableConsentPage: true,
      ...options,
    },
    consentTemplateId,
  };
}
