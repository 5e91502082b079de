import { withoutInvisible } from './without-invisible.ts';

/** Whether a text consists only of white space and invisible characters. */
export const isBlankText = (text: string): boolean => withoutInvisible(text).trim() === '';
