import { findLanguage, languages } from '@winkwire/contract/languages';
import { nameSome } from '@winkwire/contract/name-some';
import type { OpenSession } from '@winkwire/contract/widget-api';
import type { ProviderEntry } from '../connectors/provider-entry.ts';
import { providersOf } from '../connectors/providers-of.ts';
import { readPageOptions } from '../domain/page-options.ts';
import { findSessionOptions, type SessionOptions } from '../domain/session-options.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import { shownProviders } from './shown-providers.ts';

/** A warning lists at most this many unknown ids. A developer will not read more of them in a console. */
const mostNamed = 5;

interface Chosen {
  options: SessionOptions;
  warnings: string[];
}

/**
 * Ignores unusable values with a warning. If all `providers` are unknown, all providers are shown, because the user
 * could not continue without any.
 */
export async function chooseSessionOptions(
  services: Services,
  caller: Caller,
  { options: given, language, hostOrigin }: Pick<OpenSession, 'options' | 'language' | 'hostOrigin'>,
): Promise<Chosen> {
  const { options: page, warnings } = readPageOptions(given);
  const options = await findSessionOptions(services, caller, {
    ...page,
    hostOrigin,
    ...(language ? { language } : {}),
  });
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
  return withoutEmptyingFilters(providersOf(services, caller), { options, warnings });
}

const filters = {
  types:
    'providers.types of the wink template is ignored, because it leaves no provider to show. Change it with PUT /v1/winkTemplates/:id.',
  providers:
    'providers is ignored, because it leaves no provider to show. Uploads are disabled, so pass ids of providers whose accounts can be linked.',
};

/** If the filters leave no provider, tries them without `types`, then without `providers`, then without both. */
function withoutEmptyingFilters(entries: readonly ProviderEntry[], { options, warnings }: Chosen): Chosen {
  const shows = (changed: SessionOptions) => shownProviders(entries, changed).length > 0;
  for (const names of [[], ['types'], ['providers'], ['types', 'providers']] as const) {
    const changed = { ...options, ...Object.fromEntries(names.map((name) => [name, []])) };
    if (shows(changed))
      return { options: changed, warnings: [...warnings, ...names.map((name) => filters[name])] };
  }
  return { options, warnings };
}
