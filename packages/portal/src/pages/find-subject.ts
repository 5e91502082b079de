import { idPrefixes } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import type { EventRecord } from '@winkwire/contract/resources/event-record';
import type { Page } from '@winkwire/contract/schema/envelope';
import { ApiFailure, queryString, request } from '../api/request.ts';
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
 * Finds out to which filter of a search a text belongs. `filters` are the filters of the search, such as `userId`.
 * The prefixes in `filterOf` show the kind of an id. An id with another prefix is looked up in the log, as the id of a
 * user and of a source, because the ids of users and sources may have any prefix. A text that is not an id may be the
 * customer's own reference to a user. The result is `text` if nothing was found, if several users were found, or if
 * `filters` does not contain the found filter.
 */
export async function findSubject(mode: Mode, text: string, filters: readonly string[]): Promise<Subject> {
  const [, prefix] = /^(.+)-[0-9a-f]{32}$/.exec(text) ?? [];
  if (prefix === undefined) {
    return (filters.includes('userId') && (await findByReference(mode, text))) || { text };
  }
  const filter = filterOf.get(prefix);
  if (filter) return { [filters.includes(filter) ? filter : 'text']: text };
  const possible = (['userId', 'sourceId'] as const).filter((name) => filters.includes(name));
  const found = await Promise.all(possible.map((name) => hasEvents(mode, { [name]: text })));
  const name = possible[found.indexOf(true)] ?? 'text';
  return { [name]: text };
}

/**
 * Finds the only user with this reference. Undefined if there is none or more than one, if the search fails, or if the
 * text has fewer than two characters.
 */
async function findByReference(mode: Mode, text: string): Promise<Subject | undefined> {
  if (text.length < 2) return undefined;
  const [user, another] = (await unlessFailed(usersByReference(mode, text, 2))) ?? [];
  return user && !another ? { userId: user.id } : undefined;
}

async function hasEvents(mode: Mode, subject: Subject): Promise<boolean> {
  const path = `/v1/events${queryString({ ...subject, size: 1 })}`;
  const found = await unlessFailed(request<Page<EventRecord>>(mode, path));
  return found !== undefined && found.items.length > 0;
}

/** An error counts as no match, because the search that follows shows the error. */
async function unlessFailed<Data>(search: Promise<Data>): Promise<Data | undefined> {
  try {
    return await search;
  } catch (cause) {
    if (cause instanceof ApiFailure) return undefined;
    throw cause;
  }
}
