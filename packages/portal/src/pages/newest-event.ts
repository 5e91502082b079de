import type { Mode } from '@winkwire/contract/modes';
import type { EventRecord } from '@winkwire/contract/resources/event-record';
import { continueSearch, type SearchOptions } from '../api/continue-search.ts';
import { queryString } from '../api/request.ts';

interface NewestEvent {
  event: EventRecord | undefined;
  /** Whether the search ran out of time before it found an event. */
  isCutOff: boolean;
}

/** Throws ApiFailure if the server cannot search. */
export async function newestEvent(
  mode: Mode,
  filters: Record<string, string>,
  options: Omit<SearchOptions, 'cursor'>,
): Promise<NewestEvent> {
  let isCutOff = false;
  const path = `/v1/events${queryString({ ...filters, size: 1 })}`;
  for await (const { items, nextCursor } of continueSearch<EventRecord>(mode, path, options)) {
    if (items[0]) return { event: items[0], isCutOff: false };
    isCutOff = nextCursor !== null;
  }
  return { event: undefined, isCutOff };
}
