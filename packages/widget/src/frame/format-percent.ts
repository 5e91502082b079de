/** Formats 25 as `25%` or `25 %`, depending on the language. */
export const formatPercent = (percent: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent' }).format(percent / 100);
