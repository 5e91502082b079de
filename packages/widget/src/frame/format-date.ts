/** Formats `2026-04-21T09:30:00Z` as a date in words, in the user's own time zone. */
export const formatDate = (timestamp: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(timestamp));
