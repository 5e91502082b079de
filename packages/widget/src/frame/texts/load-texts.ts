// biome-ignore-all lint/style/noNonNullAssertion: splitting gives at least one part
import { en, type Texts } from './en.ts';

const others: Record<string, () => Promise<Texts>> = {
  es: async () => (await import('./es.ts')).es,
  ar: async () => (await import('./ar.ts')).ar,
};

export interface Language {
  /** For `lang`, and for dates. */
  tag: string;
  texts: Texts;
}

/**
 * The texts for a BCP 47 tag: `es-MX` gets Spanish, an unknown language gets English. Languages other than English
 * are loaded on demand.
 */
export async function loadTexts(locale = 'en'): Promise<Language> {
  const tag = canonicalTag(locale);
  const language = tag.split('-')[0]!;
  const english = { tag: language === 'en' ? tag : 'en', texts: en };
  const load = Object.hasOwn(others, language) ? others[language] : undefined;
  if (!load) return english;
  try {
    return { tag, texts: await load() };
  } catch {
    return english;
  }
}

/** Some phones and servers write `es_MX`. An invalid tag would make `Intl` throw, which would break the screen. */
function canonicalTag(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.trim().replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
