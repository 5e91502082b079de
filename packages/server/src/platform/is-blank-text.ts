/** Whether nothing of a text can be seen: it has only white space and invisible characters. */
export const isBlankText = (text: string): boolean => text.replace(/\p{Cf}/gu, '').trim() === '';
