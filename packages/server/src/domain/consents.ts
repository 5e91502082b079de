import { newId } from '@winkwire/contract/ids';
import type { Language } from '@winkwire/contract/languages';
import type { Consent } from '@winkwire/contract/resources/consent';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller, SessionCaller } from '../platform/caller.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { consentTexts } from './consent-texts.ts';
import { ofUser } from './filters.ts';
import { Listing } from './listing.ts';

/** The text of a consent page. The built-in text has no template. */
export interface ConsentWording {
  templateId: string | null;
  type: string;
  title: string;
  text: string;
  version: string;
  /** Null if it is a tenant's own text. */
  language: Language | null;
}

interface TemplateRow {
  id: string;
  consent_type: string;
  title: string | null;
  version: string;
  consent_text: string;
}

/** The text for tenants without a consent template. */
function builtIn(companyName: string, language: Language): ConsentWording {
  const { title, paragraphs } = consentTexts[language](companyName);
  return {
    templateId: null,
    type: 'DATA_SHARING',
    title,
    text: paragraphs.join('\n\n'),
    version: '1',
    language,
  };
}

/** Finds the named template, else the tenant's newest template, else the built-in text. */
export async function findConsentWording(
  queries: Queries,
  caller: Caller,
  of: { templateId: string | null; companyName: string; language: Language },
): Promise<ConsentWording> {
  const row = await queries.get<TemplateRow>(
    `select id, consent_type, title, version, consent_text from consent_templates
     where tenant_id = $1 and mode = $2 order by case when id = $3 then 0 else 1 end, created_at desc, id desc limit 1`,
    [caller.tenantId, caller.mode, of.templateId ?? ''],
  );
  if (!row) return builtIn(of.companyName, of.language);
  return {
    templateId: row.id,
    type: row.consent_type,
    title: row.title ?? builtIn(of.companyName, of.language).title,
    text: row.consent_text,
    version: row.version,
    language: null,
  };
}

export async function hasConsented(
  queries: Queries,
  user: Caller & { userId: string },
  { templateId, version }: ConsentWording,
): Promise<boolean> {
  const row = await queries.get(
    `select 1 as found from consents
     where tenant_id = $1 and mode = $2 and user_id = $3 and consent_template_id = $4 and version = $5`,
    [user.tenantId, user.mode, user.userId, templateId ?? '', version],
  );
  return row !== undefined;
}

/** Records a consent. Consenting again to the same text changes nothing. */
export async function addConsent(
  transaction: Transaction,
  session: SessionCaller,
  consent: ConsentWording & { companyName: string; now: number },
): Promise<void> {
  await transaction.run(
    `insert into consents (id, tenant_id, mode, user_id, session_id, consent_template_id, type, version,
       consented_with, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (tenant_id, mode, user_id, consent_template_id, version) do nothing`,
    [
      newId('consent'),
      session.tenantId,
      session.mode,
      session.userId,
      session.sessionId,
      consent.templateId ?? '',
      consent.type,
      consent.version,
      consent.companyName,
      consent.now,
    ],
  );
}

interface ConsentRow {
  id: string;
  user_id: string;
  consent_template_id: string;
  type: string;
  version: string;
  consented_with: string;
  created_at: number;
}

export const consentListing = new Listing<ConsentRow, Consent>({
  table: 'consents',
  filters: { userId: ofUser },
  toResource: (row) => ({
    id: row.id,
    userId: row.user_id,
    type: row.type,
    version: row.version,
    consentedAt: timestamp(Number(row.created_at)),
    consentedWith: row.consented_with,
    consentTemplateId: row.consent_template_id || null,
  }),
});
