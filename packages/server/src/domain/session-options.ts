import { findLanguage, type Language } from '@winkwire/contract/languages';
import type { OpenSession } from '@winkwire/contract/widget-api';
import type { WidgetTheme } from '@winkwire/contract/widget-theme';
import type { Caller, SessionCaller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import { isBlankText } from '../platform/is-blank-text.ts';
import type { Services } from '../platform/services.ts';
import type { Queries } from '../store/store.ts';
import { operatorsCompany, siteName } from './company-name.ts';
import { findSessionById } from './sessions.ts';
import { widgetTheme } from './widget-theme.ts';
import { winkTemplateContent, winkTemplateTable } from './wink-templates.ts';

export interface SessionOptions {
  templateId: string | null;
  consentTemplateId: string | null;
  companyName: string;
  companyLogoUrl: string | null;
  theme: WidgetTheme;
  providers: string[];
  types: string[];
  topProviders: string[];
  enableUpload: boolean;
  enableSearchBar: boolean;
  enableTypeBar: boolean;
  enableConsentPage: boolean;
  /** Where the user returns after a sign-in in the same tab. If null, the URL of the host page. */
  returnUrl: string | null;
  language: Language;
}

/**
 * Options of the host page override those of the template, which override the defaults. An unknown template is
 * ignored.
 */
export async function findSessionOptions(
  { store, config, publicUrl }: Services,
  caller: Caller,
  { language, hostOrigin, ...page }: OpenSession['options'] & Pick<OpenSession, 'language' | 'hostOrigin'>,
): Promise<SessionOptions> {
  const row = page.templateId ? await winkTemplateTable.find(store, caller, page.templateId) : undefined;
  const template = row && winkTemplateContent(row);
  return {
    templateId: row?.id ?? null,
    consentTemplateId: template?.consentTemplateId ?? null,
    companyName:
      [page.companyName, template?.company.name, operatorsCompany(config)].find(isNamed) ??
      siteName(hostOrigin, publicUrl),
    companyLogoUrl: template?.company.logoUrl ?? null,
    theme: widgetTheme(template?.theme ?? null, page.theme),
    providers: page.providers ?? template?.providers.ids ?? [],
    types: template?.providers.types ?? [],
    topProviders: (page.topProviders ?? template?.providers.topIds ?? []).slice(0, 10),
    enableUpload: page.enableUpload ?? template?.options.enableUpload ?? false,
    enableSearchBar: page.enableSearchBar ?? template?.options.enableSearchBar ?? true,
    enableTypeBar: page.enableTypeBar ?? template?.options.enableTypeBar ?? true,
    enableConsentPage: page.enableConsentPage ?? template?.options.enableConsentPage ?? true,
    returnUrl: page.returnUrl ?? null,
    language: language ?? findLanguage([page.locale])?.language ?? 'en',
  };
}

/** A blank name would leave a gap in the widget's sentences. */
const isNamed = (name: string | null | undefined): name is string => name != null && !isBlankText(name);

/** Throws INVALID_TOKEN if the user has been erased since the request began. */
export async function readSessionOptions(queries: Queries, caller: SessionCaller): Promise<SessionOptions> {
  const session = await findSessionById(queries, caller, caller.sessionId);
  if (!session) throw new Failure('INVALID_TOKEN');
  return JSON.parse(session.options);
}
