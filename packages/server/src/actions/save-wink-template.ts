import { newId } from '@winkwire/contract/ids';
import type { WinkTemplateContent, WinkTemplateRequest } from '@winkwire/contract/resources/wink-template';
import { lockConsentTemplate } from '../domain/consent-templates.ts';
import { readLogoUrl } from '../domain/read-logo-url.ts';
import { readTheme } from '../domain/read-theme.ts';
import type { TemplateRow } from '../domain/template-table.ts';
import { requireWinkTemplate, winkTemplateTable } from '../domain/wink-templates.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';

export async function createWinkTemplate(
  { store, now, publicUrl }: Services,
  caller: Caller,
  request: WinkTemplateRequest,
): Promise<TemplateRow> {
  const row: TemplateRow = {
    id: newId('winkTemplate'),
    tenant_id: caller.tenantId,
    mode: caller.mode,
    name: request.name,
    content: JSON.stringify(contentOf(request, publicUrl)),
    created_at: now(),
    updated_at: now(),
  };
  return store.transaction(async (transaction) => {
    await requireConsentTemplate(transaction, caller, request.consentTemplateId);
    await winkTemplateTable.add(transaction, row);
    return row;
  });
}

export function updateWinkTemplate(
  { store, now, publicUrl }: Services,
  caller: Caller,
  { id, request }: { id: string; request: WinkTemplateRequest },
): Promise<TemplateRow> {
  return store.transaction(async (transaction) => {
    const before = await requireWinkTemplate(transaction, caller, id);
    await requireConsentTemplate(transaction, caller, request.consentTemplateId);
    const content = JSON.stringify(contentOf(request, publicUrl));
    const row = { ...before, name: request.name, content, updated_at: now() };
    await winkTemplateTable.change(transaction, caller, row);
    return row;
  });
}

/**
 * Without the consent template, the widget would show another text, and nobody would notice. The lock keeps the
 * template from being deleted at the same time.
 */
async function requireConsentTemplate(
  transaction: Transaction,
  caller: Caller,
  id: string | null | undefined,
): Promise<void> {
  if (!id || (await lockConsentTemplate(transaction, caller, id)) > 0) return;
  throw new Failure(
    'INVALID_PARAMETERS',
    `consentTemplateId: there is no consent template ${id} in ${caller.mode}.`,
  );
}

function contentOf(
  { company, providers, options, consentTemplateId = null, theme = null }: WinkTemplateRequest,
  publicUrl: string,
): WinkTemplateContent {
  const { name, logoUrl } = company;
  return {
    company: { name, logoUrl: logoUrl === null ? null : readLogoUrl(logoUrl, { publicUrl }) },
    providers: { ids: [], types: [], topIds: [], ...providers },
    options: {
      enableUpload: false,
      enableSearchBar: true,
      enableTypeBar: true,
      enableConsentPage: true,
      ...options,
    },
    consentTemplateId,
    theme: readTheme(theme),
  };
}
