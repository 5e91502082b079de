import { findLanguage, type Language } from '@winkwire/contract/languages';

/**
 * The first language in `Accept-Language` for which there are texts, or English. Browsers send languages in the user's
 * order.
 */
export function acceptedLanguage(header: string | undefined): Language {
  const tags = (header ?? '').slice(0, 500).split(',');
  return findLanguage(tags.map((tag) => tag.split(';')[0]))?.language ?? 'en';
}
