/** Formats `2026-04-21T09:30:00Z` in words, in the user's time zone. */
export const formatDate = (timestamp: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(timestamp));
