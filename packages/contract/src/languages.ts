/** The languages of the widget. The key is the BCP 47 tag, and the value is the language's own name. */
export const languageNames = {
  en: 'English',
  es: 'Español',
  ar: 'العربية',
  fil: 'Filipino',
  id: 'Bahasa Indonesia',
  vi: 'Tiếng Việt',
  th: 'ไทย',
  'zh-Hans': '简体中文',
} as const;

export type Language = keyof typeof languageNames;
export const languages = Object.keys(languageNames) as Language[];

/**
 * The direction in which a language is written. `tag` may name any language, because a tenant may write texts in a
 * language that the widget does not have. An invalid tag counts as written from left to right.
 */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const { script = '' } = localeOf(tag)?.maximize() ?? {};
  return /^(Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)$/.test(script) ? 'rtl' : 'ltr';
}

/**
 * A language of the widget, and the requested tag for which the language was chosen. The tag is in its canonical form,
 * and may name a region, as in `es-MX`. A tag of traditional Chinese is replaced by `zh-Hans`.
 */
export interface PreferredLanguage {
  language: Language;
  tag: string;
}

/** Finds the first tag for which the widget has a language. Null if there is none. */
export function findLanguage(tags: readonly unknown[]): PreferredLanguage | null {
  for (const tag of tags) {
    const found = typeof tag === 'string' ? readTag(tag) : null;
    if (found) return found;
  }
  return null;
}

/**
 * Parses a tag. Also accepts the forms `es_MX` and `es_MX.UTF-8`, which some phones and servers write. Undefined if the
 * text is not a tag.
 */
function localeOf(text: string): Intl.Locale | undefined {
  const parts = text
    .trim()
    .replace(/[.@].*$/s, '')
    .split(/[-_]/)
    .filter(Boolean);
  try {
    return new Intl.Locale(parts.join('-'));
  } catch {
    return undefined;
  }
}

/**
 * Finds the language of one tag, or null. `Intl.Locale` replaces the tags `in` and `tl`, which older phones and servers
 * write for Indonesian and Filipino.
 */
function readTag(text: string): PreferredLanguage | null {
  const locale = localeOf(text);
  if (!locale) return null;
  // Every Chinese tag gets simplified Chinese, because readers of traditional Chinese read simplified Chinese more
  // easily than English. A tag of traditional Chinese is replaced by `zh-Hans`, because the returned tag must match the
  // shown text.
  if (locale.language === 'zh') {
    return { language: 'zh-Hans', tag: locale.maximize().script === 'Hans' ? locale.toString() : 'zh-Hans' };
  }
  const language = languages.find((known) => known === locale.language);
  return language ? { language, tag: locale.toString() } : null;
}
