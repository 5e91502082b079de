import { newId } from '@winkwire/contract/ids';
import type {
  ConsentTemplate,
  ConsentTemplateCreateRequest,
} from '@winkwire/contract/resources/consent-template';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { Listing } from './listing.ts';

export interface ConsentTemplateRow {
  id: string;
  consent_type: string;
  title: string | null;
  version: string;
  consent_method: string | null;
  consent_text: string;
  language: string | null;
  translations: string;
  privacy_url: string | null;
  created_at: number;
}

export async function addConsentTemplate(
  queries: Queries,
  caller: Caller & { now: number },
  input: ConsentTemplateCreateRequest,
): Promise<ConsentTemplateRow> {
  const row: ConsentTemplateRow = {
    id: newId('consentTemplate'),
    consent_type: input.consentType,
    title: input.title ?? null,
    version: input.version,
    consent_method: input.consentMethod ?? null,
    consent_text: input.consentText,
    language: input.language ?? null,
    translations: JSON.stringify(input.translations ?? []),
    privacy_url: input.privacyUrl ?? null,
    created_at: caller.now,
  };
  await queries.run(
    `insert into consent_templates (id, tenant_id, mode, consent_type, title, version, consent_method, consent_text,
       language, translations, privacy_url, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      caller.tenantId,
      caller.mode,
      row.consent_type,
      row.title,
      row.version,
      row.consent_method,
      row.consent_text,
      row.language,
      row.translations,
      row.privacy_url,
      row.created_at,
    ],
  );
  return row;
}

export const lockConsentTemplate = (transaction: Transaction, caller: Caller, id: string): Promise<number> =>
  // Changes nothing, but locks the row, which a read would not do.
  transaction.run(
    'update consent_templates set version = version where tenant_id = $1 and mode = $2 and id = $3',
    [caller.tenantId, caller.mode, id],
  );

export async function removeConsentTemplate(queries: Queries, caller: Caller, id: string): Promise<boolean> {
  const removed = await queries.run(
    'delete from consent_templates where tenant_id = $1 and mode = $2 and id = $3',
    [caller.tenantId, caller.mode, id],
  );
  return removed > 0;
}

export const consentTemplateResource = (row: ConsentTemplateRow): ConsentTemplate => ({
  id: row.id,
  createdAt: timestamp(Number(row.created_at)),
  consentType: row.consent_type,
  title: row.title,
  version: row.version,
  consentMethod: row.consent_method,
  consentText: row.consent_text,
  language: row.language,
  translations: JSON.parse(row.translations),
  privacyUrl: row.privacy_url,
});

export const consentTemplateListing = new Listing({
  text: 'consent_text || translations',
  table: 'consent_templates',
  filters: {},
  toResource: consentTemplateResource,
});
