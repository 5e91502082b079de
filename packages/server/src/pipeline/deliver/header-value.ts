import type { CauseOf } from '@winkwire/contract/delivery-failures';
import { isHeaderName, isReservedHeader } from '@winkwire/contract/header-rules';
import type { Caused } from './causes/classify-error.ts';

/** What may stand in a header: anything else could end it and begin another, or a request. */
export const isHeaderValue = (value: string): boolean => /^[\t\x20-\x7e]*$/.test(value);

/** A header of an endpoint's own that was stored by an earlier version, and that nobody should be sent. */
export class HeaderRefused extends Error implements Caused {
  readonly code = 'HEADER_REFUSED';
  readonly why: CauseOf<'HEADER_REFUSED'>;

  constructor(message: string, why: CauseOf<'HEADER_REFUSED'>) {
    super(message);
    this.why = why;
  }
}

/** Refuses what could end a header and begin another, or stand for one of ours. `headers` are flat pairs. */
export function vetHeaders(headers: readonly string[]): void {
  for (let at = 0; at < headers.length; at += 2) {
    const [name, value] = [headers[at]!, headers[at + 1]];
    const why = refusalOf(name, value);
    if (why) throw new HeaderRefused(`The header ${JSON.stringify(name)} cannot be sent.`, why);
  }
}

function refusalOf(name: string, value: unknown): CauseOf<'HEADER_REFUSED'> | undefined {
  if (!isHeaderName(name)) return 'INVALID_HEADER_NAME';
  if (isReservedHeader(name)) return 'RESERVED_HEADER';
  // Earlier versions stored objects and numbers too.
  return typeof value === 'string' && isHeaderValue(value) ? undefined : 'INVALID_HEADER_VALUE';
}

/** A text from outside as a header's value, percent-encoded where it is none. */
export const headerValue = (text: string): string =>
  isHeaderValue(text) ? text : encodeURIComponent(text.toWellFormed());
