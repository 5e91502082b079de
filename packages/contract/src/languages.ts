/** The languages of the widget, by BCP 47 tag. The value is the language's own name. */
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

/** `tag` may name any language, even one that the widget does not have. An invalid tag counts as left to right. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const { script = '' } = localeOf(tag)?.maximize() ?? {};
  return /^(Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)$/.test(script) ? 'rtl' : 'ltr';
}

/**
 * A language of the widget, and the tag that it was chosen for, in canonical form, such as `es-MX`. For traditional
 * Chinese, the tag is `zh-Hans`.
 */
export interface PreferredLanguage {
  language: Language;
  tag: string;
}

/** The language of the first tag that the widget supports. */
export function findLanguage(tags: readonly unknown[]): PreferredLanguage | null {
  for (const tag of tags) {
    const found = typeof tag === 'string' ? readTag(tag) : null;
    if (found) return found;
  }
  return null;
}

/** Parses a tag. Also accepts the forms `es_MX` and `es_MX.UTF-8`, which some phones and servers write. */
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

/** `Intl.Locale` replaces the old tags `in` and `tl` by `id` and `fil`. Some phones and servers still write them. */
function readTag(text: string): PreferredLanguage | null {
  const locale = localeOf(text);
  if (!locale) return null;
  // Readers of traditional Chinese get simplified Chinese, which they read more easily than English.
  if (locale.language === 'zh') {
    return { language: 'zh-Hans', tag: locale.maximize().script === 'Hans' ? locale.toString() : 'zh-Hans' };
  }
  const language = languages.find((known) => known === locale.language);
  return language ? { language, tag: locale.toString() } : null;
}
