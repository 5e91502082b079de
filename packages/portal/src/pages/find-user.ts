import { idPrefixes } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import { request } from '../api/request.ts';
import { unlessMissing } from '../api/unless-missing.ts';
import { findSubject } from './find-subject.ts';
import { idPrefix } from './id-prefix.ts';
import { newestEvent } from './newest-event.ts';
import { referenceOf } from './reference-of.ts';
import { usersByReference } from './users-by-reference.ts';

/** `reference`: the reader has to choose from several users. `isCutOff`: there was no time to search the whole log. */
export type FoundUser = { userId: string } | { reference: string } | { isCutOff: true } | undefined;

/** Resources that contain the id of their user, by the prefix of their own id. */
const resources = new Map([
  [idPrefixes.account, 'accounts'],
  [idPrefixes.archive, 'archives'],
  [idPrefixes.event, 'events'],
  [idPrefixes.session, 'sessions'],
  [idPrefixes.hostedLink, 'hostedLinks'],
  [idPrefixes.invite, 'invites'],
] as [prefix: string, path: string][]);

/**
 * Finds a user by id, by the customer's reference, or by another id in the user's events. Throws ApiFailure if the
 * server cannot search.
 */
export async function findUser(mode: Mode, text: string, signal?: AbortSignal): Promise<FoundUser> {
  const path = `${resources.get(idPrefix(text) ?? '') ?? 'users'}/${encodeURIComponent(text)}`;
  // In a path, one or two dots lead to another resource.
  const found = /^\.\.?$/.test(text)
    ? undefined
    : await unlessMissing(request<{ userId?: string | null; id: string }>(mode, `/v1/${path}`, { signal }));
  if (found) return found.userId === null ? undefined : { userId: found.userId ?? found.id };
  return (await findByReference(mode, text, signal)) ?? findInLog(mode, text, signal);
}

/**
 * Finds the only user with one of the references, if all other values match this user too. Users may share a value,
 * such as the branch. If there is no such user, returns the first reference that any user has.
 */
async function findByReference(mode: Mode, text: string, signal?: AbortSignal): Promise<FoundUser> {
  const parts = partsOf(text.toLowerCase());
  let known: string | undefined;
  for (const reference of referencesIn(text)) {
    const [user, another] = await usersByReference(mode, reference, { signal });
    if (!user) continue;
    // Like the server, this ignores the case of letters.
    const ownParts = partsOf(referenceOf(user).toLowerCase());
    const isMeant = reference === text || parts.every((part) => ownParts.includes(part));
    if (!another && isMeant) return { userId: user.id };
    known ??= reference;
    // Several users have the whole text as their reference, so its parts are not looked up.
    if (known === text) break;
  }
  return known === undefined ? undefined : { reference: known };
}

/**
 * The text itself, and the values in a text like `loan: 4711, branch: 3`. The table of users shows references in this
 * form.
 */
function referencesIn(text: string): Set<string> {
  const shownValue = (part: string) => /^.+?: (.+)$/.exec(part)?.[1] ?? [];
  return new Set([text, ...[...partsOf(text).slice(0, mostParts), text].flatMap(shownValue)]);
}

/**
 * The maximum number of parts that are looked up. Each needs a request. A user has at most 5 values, but a value may
 * look like several parts.
 */
const mostParts = 10;

/** `loan: 4711, branch: 3` has the parts `loan: 4711` and `branch: 3`. */
const partsOf = (text: string): string[] => text.split(/, (?=[^,]+: )/);

async function findInLog(mode: Mode, text: string, signal?: AbortSignal): Promise<FoundUser> {
  const subject = await findSubject(mode, text, { filters: ['sessionId', 'sourceId', 'userId'], signal });
  const newest = await unlessMissing(newestEvent(mode, subject, { signal }));
  if (newest?.isCutOff) return { isCutOff: true };
  return newest?.event?.userId ? { userId: newest.event.userId } : undefined;
}
