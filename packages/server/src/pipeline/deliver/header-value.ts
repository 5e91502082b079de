import { isHeaderName, isReservedHeader } from '@winkwire/contract/header-rules';

/** What may stand in a header: anything else could end it and begin another, or a request. */
export const isHeaderValue = (value: string): boolean => /^[\t\x20-\x7e]*$/.test(value);

/** A header of an endpoint's own that was stored by an earlier version, and that nobody should be sent. */
export class HeaderRefused extends Error {
  readonly code = 'HEADER_REFUSED';
}

/** Refuses what could end a header and begin another, or stand for one of ours. `headers` are flat pairs. */
export function vetHeaders(headers: readonly string[]): void {
  for (let at = 0; at < headers.length; at += 2) {
    const [name, value] = [headers[at]!, headers[at + 1]];
    // Earlier versions stored objects and numbers too.
    const isSendable = typeof value === 'string' && isHeaderValue(value);
    if (isSendable && isHeaderName(name) && !isReservedHeader(name)) continue;
    throw new HeaderRefused(`The header ${JSON.stringify(name)} cannot be sent.`);
  }
}

/** A text from outside as a header's value, percent-encoded where it is none. */
export const headerValue = (text: string): string =>
  isHeaderValue(text) ? text : encodeURIComponent(text.toWellFormed());
