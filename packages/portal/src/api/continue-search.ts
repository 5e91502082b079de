import type { Mode } from '@winkwire/contract/modes';
import type { Page } from '@winkwire/contract/schema/envelope';
import { request } from './request.ts';

export interface SearchOptions {
  /** Where the search begins. If absent, it begins at the start of the list. */
  cursor?: string | null;
  signal?: AbortSignal | undefined;
  /** The maximum number of requests. Each searches for up to a second. */
  most?: number;
}

/** Searches for the next page of a list. If a request runs out of time, the next one continues the search. */
export async function* continueSearch<Item>(
  mode: Mode,
  path: string,
  { cursor, most = 10, ...options }: SearchOptions = {},
): AsyncGenerator<Page<Item>> {
  let next = cursor;
  for (let searches = 0; next !== null && searches < most; searches++) {
    const page: Page<Item> = await request(mode, next === undefined ? path : withCursor(path, next), options);
    yield page;
    if (page.items.length > 0) return;
    next = page.nextCursor;
  }
}

const withCursor = (path: string, cursor: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
