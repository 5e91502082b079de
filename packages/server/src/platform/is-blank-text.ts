import { withoutInvisible } from './without-invisible.ts';

/** Whether nothing of a text can be seen: it has only white space and invisible characters. */
export const isBlankText = (text: string): boolean => withoutInvisible(text).trim() === '';
