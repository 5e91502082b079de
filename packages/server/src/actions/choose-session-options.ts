import { findLanguage, languages } from '@winkwire/contract/languages';
import { nameSome } from '@winkwire/contract/name-some';
import type { OpenSession } from '@winkwire/contract/widget-api';
import { providersOf } from '../connectors/providers-of.ts';
import { readPageOptions } from '../domain/page-options.ts';
import { findSessionOptions, type SessionOptions } from '../domain/session-options.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

/** A warning lists at most this many unknown ids. A developer will not read more of them in a console. */
const mostNamed = 5;

/**
 * A value that cannot be used is ignored, with a warning for the developer of the host page. If all ids in `providers`
 * are unknown, the list becomes empty, which selects all providers. With no provider, the user could not continue.
 */
export async function chooseSessionOptions(
  services: Services,
  caller: Caller,
  { options: given, language }: Pick<OpenSession, 'options' | 'language'>,
): Promise<{ options: SessionOptions; warnings: string[] }> {
  const { options: page, warnings } = readPageOptions(given);
  const options = await findSessionOptions(services, caller, { ...page, ...(language ? { language } : {}) });
  if (page.templateId && options.templateId === null) {
    warnings.push(
      `templateId is ignored, because ${caller.mode} has no wink template ${page.templateId}. Pass an id from GET /v1/winkTemplates.`,
    );
  }
  if (page.locale && !findLanguage([page.locale])) {
    warnings.push(
      `locale is ignored, because the widget has no language ${page.locale}. The language of the browser is used. Pass one of ${languages.join(', ')}, with a region if you like, such as es-MX.`,
    );
  }
  const known = new Set(providersOf(services, caller).map(({ id }) => id));
  for (const name of ['providers', 'topProviders'] as const) {
    const unknown = options[name].filter((id) => !known.has(id));
    if (unknown.length === 0) continue;
    warnings.push(
      `${name} has ids that do not exist in ${caller.mode} and are ignored: ${nameSome(unknown, mostNamed)}. Pass ids from GET /v1/providers.`,
    );
    options[name] = options[name].filter((id) => known.has(id));
  }
  return { options, warnings };
}
