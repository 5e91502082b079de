import type { Mode } from '@winkwire/contract/modes';
import type { Page } from '@winkwire/contract/schema/envelope';
import { request } from './request.ts';

/** The maximum number of requests for one search. Each request searches for up to a second. */
const maxSearches = 10;

interface SearchStart {
  /** Where the search begins. Absent at the beginning of the list. */
  cursor?: string | null;
  signal?: AbortSignal;
}

/**
 * Searches for the next page of a list. If a request runs out of time without a match, the next request continues the
 * search. At most `maxSearches` requests are sent.
 */
export async function* continueSearch<Item>(
  mode: Mode,
  path: string,
  { cursor, ...options }: SearchStart = {},
): AsyncGenerator<Page<Item>> {
  let next = cursor;
  for (let searches = 0; next !== null && searches < maxSearches; searches++) {
    const page: Page<Item> = await request(mode, next === undefined ? path : withCursor(path, next), options);
    yield page;
    if (page.items.length > 0) return;
    next = page.nextCursor;
  }
}

const withCursor = (path: string, cursor: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
