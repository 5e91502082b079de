import { loginFieldMaxLength } from '@winkwire/contract/widget-api';
import { formatCount } from './format-count.ts';
import type { Texts } from './texts/en.ts';

/** The error of an entry that the server would reject for its length, or null. */
export const lengthError = (entry: string, texts: Texts, language: string): string | null =>
  [...entry].length > loginFieldMaxLength ? formatCount(texts.tooLong, loginFieldMaxLength, language) : null;
