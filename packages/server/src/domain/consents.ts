import { createHash } from 'node:crypto';
import type { ConsentDataType } from '@winkwire/contract/consent-data-types';
import { newId } from '@winkwire/contract/ids';
import { findLanguage, type Language } from '@winkwire/contract/languages';
import type { Consent } from '@winkwire/contract/resources/consent';
import type { ConsentTranslation } from '@winkwire/contract/resources/consent-template';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller, SessionCaller } from '../platform/caller.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { consentTexts, consentTextsVersion } from './consent-texts.ts';
import { ofUser } from './filters.ts';
import { Listing } from './listing.ts';

/** What a consent page says, in one language. The built-in wording has no template. */
export interface ConsentWording {
  templateId: string | null;
  type: string;
  version: string;
  /**
   * The digest is the same in every language, because a user may read the wording in one language and return in
   * another.
   */
  digest: string;
  privacyUrl: string | null;
  title: string;
  text: string;
  /** A BCP 47 tag, if the template names its language. */
  language: string | null;
  /** The language of the title. It differs from that of the text if the built-in title is used. */
  titleLanguage: string | null;
}

export interface ConsentRequest extends ConsentWording {
  companyName: string;
  dataTypes: ConsentDataType[];
  days: number;
}

interface TemplateRow {
  id: string;
  consent_type: string;
  title: string | null;
  version: string;
  consent_text: string;
  language: string | null;
  translations: string;
  privacy_url: string | null;
}

interface WantedWording {
  templateId: string | null;
  companyName: string;
  language: Language;
}

function builtIn({ companyName, language }: WantedWording): ConsentWording {
  const { title, paragraphs } = consentTexts[language](companyName);
  return {
    templateId: null,
    type: 'DATA_SHARING',
    version: consentTextsVersion,
    digest: digestOf([consentTexts.en(companyName)]),
    privacyUrl: null,
    title,
    text: paragraphs.join('\n\n'),
    language,
    titleLanguage: language,
  };
}

/** Finds the template `templateId`, or else the tenant's newest one, or else the built-in wording. */
export async function findConsentWording(
  queries: Queries,
  caller: Caller,
  of: WantedWording,
): Promise<ConsentWording> {
  const row = await queries.get<TemplateRow>(
    `select id, consent_type, title, version, consent_text, language, translations, privacy_url
     from consent_templates where tenant_id = $1 and mode = $2
     order by case when id = $3 then 0 else 1 end, created_at desc, id desc limit 1`,
    [caller.tenantId, caller.mode, of.templateId ?? ''],
  );
  return row ? ofTemplate(row, of) : builtIn(of);
}

function ofTemplate(row: TemplateRow, wanted: WantedWording): ConsentWording {
  const translations: ConsentTranslation[] = JSON.parse(row.translations);
  const own = { language: row.language, title: row.title, consentText: row.consent_text };
  const all = [own, ...translations];
  const shown = all.find(({ language }) => findLanguage([language])?.language === wanted.language) ?? own;
  // The built-in title is in the language of the text, if the widget has this language.
  const language = findLanguage([shown.language])?.language ?? wanted.language;
  return {
    templateId: row.id,
    type: row.consent_type,
    version: row.version,
    digest: digestOf(all),
    privacyUrl: row.privacy_url,
    title: shown.title ?? builtIn({ ...wanted, language }).title,
    text: shown.consentText,
    language: shown.language,
    titleLanguage: shown.title === null ? language : shown.language,
  };
}

const digestOf = (texts: object[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex');

/**
 * Whether the user has consented to this company, for all of this data and at least `days` days. The digest of the
 * built-in wording is not compared, because earlier versions computed it differently.
 */
export async function hasConsented(
  queries: Queries,
  user: Caller & { userId: string },
  request: ConsentRequest,
): Promise<boolean> {
  const given = await queries.all<{ data_types: string; kept_days: number }>(
    `select data_types, kept_days from consents
     where tenant_id = $1 and mode = $2 and user_id = $3 and consented_with = $4 and consent_template_id = $5
       and version = $6 and (wording_digest = $7 or consent_template_id = '')`,
    [
      user.tenantId,
      user.mode,
      user.userId,
      request.companyName,
      request.templateId ?? '',
      request.version,
      request.digest,
    ],
  );
  return given.some(({ data_types, kept_days }) => {
    const types: string[] = JSON.parse(data_types);
    return request.dataTypes.every((type) => types.includes(type)) && Number(kept_days) >= request.days;
  });
}

/** Giving the same consent again changes nothing. */
export async function addConsent(
  transaction: Transaction,
  session: SessionCaller,
  { now, ...request }: ConsentRequest & { now: number },
): Promise<void> {
  await transaction.run(
    `insert into consents (id, tenant_id, mode, user_id, session_id, consent_template_id, type, version,
       consented_with, wording_digest, language, data_types, kept_days, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (tenant_id, mode, user_id, consented_with, consent_template_id, version, wording_digest,
       data_types, kept_days) do nothing`,
    [
      newId('consent'),
      session.tenantId,
      session.mode,
      session.userId,
      session.sessionId,
      request.templateId ?? '',
      request.type,
      request.version,
      request.companyName,
      request.digest,
      request.language,
      JSON.stringify(request.dataTypes),
      request.days,
      now,
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
  wording_digest: string;
  language: string | null;
  data_types: string;
  kept_days: number;
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
    wordingDigest: row.wording_digest || null,
    language: row.language,
    dataTypes: JSON.parse(row.data_types),
    dataKeptDays: Number(row.kept_days) || null,
  }),
});
