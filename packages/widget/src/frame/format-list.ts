/** Such as “user name and password”. */
export const formatList = (words: string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
