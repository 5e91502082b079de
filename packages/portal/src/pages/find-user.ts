import type { Mode } from '@winkwire/contract/modes';
import type { EventRecord } from '@winkwire/contract/resources/event-record';
import type { Page } from '@winkwire/contract/schema/envelope';
import { queryString, request } from '../api/request.ts';
import { unlessMissing } from '../api/unless-missing.ts';
import { findSubject } from './find-subject.ts';
import { usersByReference } from './users-by-reference.ts';

/**
 * The result of a search for a user: `userId` if exactly one user was found. If several users have the given text as
 * their reference, `reference` is that text. Undefined if no user was found.
 */
export type FoundUser = { userId: string } | { reference: string } | undefined;

const resources = new Map([
  ['a', 'accounts'],
  ['archive', 'archives'],
  ['et', 'events'],
]);

/**
 * Finds a user by the user's id, by the customer's own reference, or by any other id in the user's events. Throws
 * ApiFailure if the server cannot search.
 */
export async function findUser(mode: Mode, text: string): Promise<FoundUser> {
  const [, prefix = ''] = /^(.+)-[0-9a-f]{32}$/.exec(text) ?? [];
  const path = `${resources.get(prefix) ?? 'users'}/${encodeURIComponent(text)}`;
  const found = await unlessMissing(request<{ userId?: string | null; id: string }>(mode, `/v1/${path}`));
  if (found) return found.userId === null ? undefined : { userId: found.userId ?? found.id };
  const [user, another] = await usersByReference(mode, text, 2);
  if (user) return another ? { reference: text } : { userId: user.id };
  const subject = await findSubject(mode, text, ['sessionId', 'sourceId', 'userId']);
  const events = await unlessMissing(
    request<Page<EventRecord>>(mode, `/v1/events${queryString({ ...subject, size: 1 })}`),
  );
  const userId = events?.items[0]?.userId;
  return userId ? { userId } : undefined;
}
