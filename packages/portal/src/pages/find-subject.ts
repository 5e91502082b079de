import { idPrefixes } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import { ApiFailure } from '../api/request.ts';
import { idPrefix } from './id-prefix.ts';
import { newestEvent } from './newest-event.ts';
import { usersByReference } from './users-by-reference.ts';

type SubjectFilter = 'eventId' | 'webhookId' | 'sessionId' | 'sourceId' | 'userId' | 'text';

/** The subject of a search: an id of one kind, or any text. */
export type Subject = Partial<Record<SubjectFilter, string>>;

const { event, webhook, session, account, archive } = idPrefixes;
const filterOf = new Map<string, SubjectFilter>([
  [event, 'eventId'],
  [webhook, 'webhookId'],
  [session, 'sessionId'],
  [account, 'sourceId'],
  [archive, 'sourceId'],
]);

/**
 * The maximum number of requests that look for a source. It is small for two reasons: on PostgreSQL no index serves
 * these requests, and the reader's own search starts only after them.
 */
const sourceSearches = 3;

interface SubjectSearch {
  /** The filters of the search, such as `userId`. */
  filters: readonly string[];
  signal?: AbortSignal | undefined;
}

/**
 * Finds out with which filter a text is searched for. The prefix of an id shows the filter, if it is in `filterOf`. Any
 * other text is looked up as the id of a user, as the customer's own reference to a user, and as the id of a source.
 * Customers choose their references and the ids of their sources, so such a text can have any form. A reference that
 * several users have finds none of them. The result is `text` if nothing was found, or if `filters` does not contain
 * the found filter.
 *
 * `filters` contains `text` only if a search by text searches the bodies of events. A body contains the id of its
 * source, so such a search finds sources anyway. Then a text is looked up as a source only if it has the form of an id.
 */
export async function findSubject(mode: Mode, text: string, search: SubjectSearch): Promise<Subject> {
  const { filters, signal } = search;
  const prefix = idPrefix(text);
  const filter = prefix && filterOf.get(prefix);
  if (filter) return { [filters.includes(filter) ? filter : 'text']: text };
  // The server refuses to search for a text of fewer than two characters.
  if (text.length < 2) return { text };
  const userId = filters.includes('userId') && (await findUserId(mode, text, signal));
  if (userId) return { userId };
  const hasFormOfId = prefix !== undefined;
  const maybeSource = filters.includes('sourceId') && (hasFormOfId || !filters.includes('text'));
  if (!maybeSource) return { text };
  const about = await unlessFailed(newestEvent(mode, { sourceId: text }, { most: sourceSearches, signal }));
  // A search that was cut off may have missed an event of the source. After such a search, a text that has the form of
  // an id counts as the id of a source.
  return about?.event || (hasFormOfId && about?.isCutOff) ? { sourceId: text } : { text };
}

/** Finds the user with this id, or the only user with this reference. A search that fails finds nobody. */
async function findUserId(mode: Mode, text: string, signal?: AbortSignal): Promise<string | undefined> {
  const [about, users] = await Promise.all([
    unlessFailed(newestEvent(mode, { userId: text }, { signal })),
    unlessFailed(usersByReference(mode, text, { signal })),
  ]);
  if (about?.event) return text;
  const [user, another] = users ?? [];
  return another ? undefined : user?.id;
}

/** Resolves with undefined if the search fails. The reader's own search comes next, and shows the error. */
async function unlessFailed<Data>(search: Promise<Data>): Promise<Data | undefined> {
  try {
    return await search;
  } catch (cause) {
    if (cause instanceof ApiFailure) return undefined;
    throw cause;
  }
}
