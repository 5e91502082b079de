// biome-ignore-all lint/style/noNonNullAssertion: names and values come in pairs
import type { CauseOf } from '@winkwire/contract/delivery-failures';
import { isHeaderName, isReservedHeader } from '@winkwire/contract/header-rules';
import type { Caused } from './causes/classify-error.ts';

/**
 * Whether a header's value may contain this text. A line break, for example, could begin another header or another
 * request.
 */
export const isHeaderValue = (value: string): boolean => /^[\t\x20-\x7e]*$/.test(value);

/** An endpoint has a forbidden header, which only earlier versions of Winkwire accepted. */
export class HeaderRefused extends Error implements Caused {
  readonly code = 'HEADER_REFUSED';
  readonly why: CauseOf<'HEADER_REFUSED'>;

  constructor(message: string, why: CauseOf<'HEADER_REFUSED'>) {
    super(message);
    this.why = why;
  }
}

/**
 * Refuses headers that could begin another header or replace one of ours. `headers` contains names and values in turn.
 */
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
  // Earlier versions also stored objects and numbers as header values.
  return typeof value === 'string' && isHeaderValue(value) ? undefined : 'INVALID_HEADER_VALUE';
}

/** Text from outside is percent-encoded if necessary. */
export const headerValue = (text: string): string =>
  isHeaderValue(text) ? text : encodeURIComponent(text.toWellFormed());
