/** What may stand in a header: anything else could end it and begin another, or a request. */
export const isHeaderValue = (value: string): boolean => /^[\t\x20-\x7e]*$/.test(value);

/** A text from outside as a header's value, percent-encoded where it is none. */
export const headerValue = (text: string): string =>
  isHeaderValue(text) ? text : encodeURIComponent(text.toWellFormed());
