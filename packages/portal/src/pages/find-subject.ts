import { idPrefixes } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import { ApiFailure } from '../api/request.ts';
import { idPrefix } from './id-prefix.ts';
import { newestEvent } from './newest-event.ts';
import { usersByReference } from './users-by-reference.ts';

type SubjectFilter = 'eventId' | 'webhookId' | 'sessionId' | 'sourceId' | 'userId' | 'text';

export type Subject = Partial<Record<SubjectFilter, string>>;

const { event, webhook, session, account, archive } = idPrefixes;
const filterOf = new Map<string, SubjectFilter>([
  [event, 'eventId'],
  [webhook, 'webhookId'],
  [session, 'sessionId'],
  [account, 'sourceId'],
  [archive, 'sourceId'],
]);

/** The maximum number of requests that look for a source. They can be slow, and the reader's search waits for them. */
const sourceSearches = 3;

export interface SubjectSearch {
  /** The filters of the search, such as `userId`. */
  filters: readonly string[];
  signal?: AbortSignal | undefined;
}

/**
 * Finds out whether a text is an id of ours, a user's id, a customer's reference or a source. The result is `text` if
 * it is none of them.
 *
 * If `filters` has `text`, a text that does not look like an id is not looked up as a source, because a search by text
 * finds sources too.
 */
export async function findSubject(mode: Mode, text: string, search: SubjectSearch): Promise<Subject> {
  const { filters, signal } = search;
  const prefix = idPrefix(text);
  const filter = prefix && filterOf.get(prefix);
  if (filter) return { [filters.includes(filter) ? filter : 'text']: text };
  // The server refuses to search for fewer than two characters.
  if (text.length < 2) return { text };
  const userId = filters.includes('userId') && (await findUserId(mode, text, signal));
  if (userId) return { userId };
  const hasFormOfId = prefix !== undefined;
  const maybeSource = filters.includes('sourceId') && (hasFormOfId || !filters.includes('text'));
  if (!maybeSource) return { text };
  const about = await unlessFailed(newestEvent(mode, { sourceId: text }, { most: sourceSearches, signal }));
  // If the search was cut off, it may have missed the events of the source. So an id counts as a source.
  return about?.event || (hasFormOfId && about?.isCutOff) ? { sourceId: text } : { text };
}

/** The user with this id, or the only user with this reference. Undefined if the search fails. */
async function findUserId(mode: Mode, text: string, signal?: AbortSignal): Promise<string | undefined> {
  const [about, users] = await Promise.all([
    unlessFailed(newestEvent(mode, { userId: text }, { signal })),
    unlessFailed(usersByReference(mode, text, { signal })),
  ]);
  if (about?.event) return text;
  const [user, another] = users ?? [];
  return another ? undefined : user?.id;
}

/** Undefined if the search fails. The reader's own search comes next, and shows the error. */
async function unlessFailed<Data>(search: Promise<Data>): Promise<Data | undefined> {
  try {
    return await search;
  } catch (cause) {
    if (cause instanceof ApiFailure) return undefined;
    throw cause;
  }
}
