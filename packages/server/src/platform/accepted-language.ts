import { findLanguage, type Language } from '@winkwire/contract/languages';

/** The first language of `Accept-Language` that there is, or English. Browsers send them in the user's order. */
export function acceptedLanguage(header: string | undefined): Language {
  const tags = (header ?? '').slice(0, 500).split(',');
  return findLanguage(tags.map((tag) => tag.split(';')[0]))?.language ?? 'en';
}
