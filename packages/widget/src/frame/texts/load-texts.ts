import type { Language, PreferredLanguage } from '@winkwire/contract/languages';
import { en, type Texts } from './en.ts';

/** Each language except English is loaded on demand. */
const others: Record<Exclude<Language, 'en'>, () => Promise<Texts>> = {
  es: async () => (await import('./es.ts')).es,
  ar: async () => (await import('./ar.ts')).ar,
  fil: async () => (await import('./fil.ts')).fil,
  id: async () => (await import('./id.ts')).id,
  vi: async () => (await import('./vi.ts')).vi,
  th: async () => (await import('./th.ts')).th,
  'zh-Hans': async () => (await import('./zh-hans.ts')).zhHans,
};

export interface LoadedLanguage {
  language: Language;
  /** The BCP 47 tag for `lang`. */
  tag: string;
  /** The BCP 47 tag for `Intl`. */
  formats: string;
  texts: Texts;
}

/** Falls back to English if the texts cannot be loaded. */
export async function loadTexts(wanted: PreferredLanguage | null): Promise<LoadedLanguage> {
  const { language, tag } = wanted ?? { language: 'en', tag: 'en' };
  try {
    const texts = language === 'en' ? en : await others[language]();
    return { language, tag, formats: formatsOf(tag), texts };
  } catch {
    return { language: 'en', tag: 'en', formats: 'en', texts: en };
  }
}

/** Arabic gets Western digits and dates, because codes, phone numbers and documents also have Western ones. */
function formatsOf(tag: string): string {
  const locale = new Intl.Locale(tag);
  return locale.language === 'ar'
    ? new Intl.Locale(tag, { numberingSystem: 'latn', calendar: 'gregory' }).toString()
    : tag;
}
