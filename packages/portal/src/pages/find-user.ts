import { idPrefixes } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import { request } from '../api/request.ts';
import { unlessMissing } from '../api/unless-missing.ts';
import { findSubject } from './find-subject.ts';
import { newestEvent } from './newest-event.ts';
import { usersByReference } from './users-by-reference.ts';

/**
 * The result of a search for a user: `userId` if exactly one user was found. If several users have the given text as
 * their reference, `reference` is that text. Undefined if no user was found. `isCutOff` if none was found in the part
 * of the log that could be searched in time.
 */
export type FoundUser = { userId: string } | { reference: string } | { isCutOff: true } | undefined;

/** What a user may be found by, without a search of the log: the prefix of the id, and the path of the resource. */
const resources = new Map([
  [idPrefixes.account, 'accounts'],
  [idPrefixes.archive, 'archives'],
  [idPrefixes.event, 'events'],
  [idPrefixes.session, 'sessions'],
  [idPrefixes.hostedLink, 'hostedLinks'],
  [idPrefixes.invite, 'invites'],
] as [prefix: string, path: string][]);

/**
 * Finds a user by the user's id, by the customer's own reference, or by any other id in the user's events. Throws
 * ApiFailure if the server cannot search.
 */
export async function findUser(mode: Mode, text: string, signal?: AbortSignal): Promise<FoundUser> {
  const [, prefix = ''] = /^(.+)-[0-9a-f]{32}$/.exec(text) ?? [];
  const path = `${resources.get(prefix) ?? 'users'}/${encodeURIComponent(text)}`;
  const found = await unlessMissing(
    request<{ userId?: string | null; id: string }>(mode, `/v1/${path}`, { signal }),
  );
  if (found) return found.userId === null ? undefined : { userId: found.userId ?? found.id };
  for (const reference of referencesIn(text)) {
    const [user, another] = await usersByReference(mode, reference, { signal });
    if (user) return another ? { reference } : { userId: user.id };
  }
  return findInLog(mode, text, signal);
}

/**
 * The references that a text may stand for: the text itself, and its first value if the text has the form in which the
 * table shows references, such as `loan: 4711, branch: 3`.
 */
function referencesIn(text: string): string[] {
  const [, value] = /^[^:]+: (.+?)(?:, [^:,]+: .*)?$/.exec(text) ?? [];
  return value === undefined ? [text] : [text, value];
}

async function findInLog(mode: Mode, text: string, signal?: AbortSignal): Promise<FoundUser> {
  const subject = await findSubject(mode, text, { filters: ['sessionId', 'sourceId', 'userId'], signal });
  const newest = await unlessMissing(newestEvent(mode, subject, { signal }));
  if (newest?.isCutOff) return { isCutOff: true };
  return newest?.event?.userId ? { userId: newest.event.userId } : undefined;
}
