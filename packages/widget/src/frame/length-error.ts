import { loginFieldMaxLength } from '@winkwire/contract/widget-api';
import type { Texts } from './texts/en.ts';

/** The error of an entry that the server would reject for its length, or null. */
export const lengthError = (entry: string, texts: Texts): string | null =>
  [...entry].length > loginFieldMaxLength ? texts.tooLong(loginFieldMaxLength) : null;
