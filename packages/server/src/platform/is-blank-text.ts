import { withoutInvisible } from './without-invisible.ts';

/** Only white space and invisible characters. */
export const isBlankText = (text: string): boolean => withoutInvisible(text).trim() === '';
