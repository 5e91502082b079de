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

/** The texts for a BCP 47 tag: `es-MX` gets Spanish, an unknown language English. Each but English loads when asked for. */
export async function loadTexts(locale = 'en'): Promise<Language> {
  const load = others[locale.slice(0, 2).toLowerCase()];
  const english = { tag: locale.toLowerCase().startsWith('en') ? locale : 'en', texts: en };
  if (!load) return english;
  try {
    return { tag: locale, texts: await load() };
  } catch {
    return english;
  }
}
