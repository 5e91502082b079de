import { findLanguage, type Language } from '@winkwire/contract/languages';

/**
 * English if we have none of the languages. Quality values are ignored, because browsers list the preferred language
 * first.
 */
export function acceptedLanguage(header: string | undefined): Language {
  const tags = (header ?? '').slice(0, 500).split(',');
  return findLanguage(tags.map((tag) => tag.split(';')[0]))?.language ?? 'en';
}
