import { findLanguage, type Language } from '@winkwire/contract/languages';

/**
 * The first language of `Accept-Language` that we have texts in, or English. Quality values are ignored, because
 * browsers list languages in the user's order of preference.
 */
export function acceptedLanguage(header: string | undefined): Language {
  const tags = (header ?? '').slice(0, 500).split(',');
  return findLanguage(tags.map((tag) => tag.split(';')[0]))?.language ?? 'en';
}
