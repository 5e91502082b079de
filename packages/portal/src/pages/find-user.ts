import { idPrefixes } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import { request } from '../api/request.ts';
import { unlessMissing } from '../api/unless-missing.ts';
import { findSubject } from './find-subject.ts';
import { idPrefix } from './id-prefix.ts';
import { newestEvent } from './newest-event.ts';
import { referenceOf } from './reference-of.ts';
import { usersByReference } from './users-by-reference.ts';

/**
 * The result of a search for a user: `userId` if exactly one user was found, or `reference` if the reader has to choose
 * from the users who have this reference. Undefined if no user was found. `isCutOff` if none was found in the part
 * of the log that could be searched in time.
 */
export type FoundUser = { userId: string } | { reference: string } | { isCutOff: true } | undefined;

/**
 * The resources whose id leads to a user without a search of the log. The key is the prefix of the id, and the value is
 * the path of the resource.
 */
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
  const path = `${resources.get(idPrefix(text) ?? '') ?? 'users'}/${encodeURIComponent(text)}`;
  // In a path, one or two dots lead to another resource.
  const found = /^\.\.?$/.test(text)
    ? undefined
    : await unlessMissing(request<{ userId?: string | null; id: string }>(mode, `/v1/${path}`, { signal }));
  if (found) return found.userId === null ? undefined : { userId: found.userId ?? found.id };
  return (await findByReference(mode, text, signal)) ?? findInLog(mode, text, signal);
}

/**
 * Looks up the references in the text, one after the other. A user is found if no other user has the reference, and if
 * the user's values are those in the text. Users may share a value, such as the branch. If no user is found, the result
 * is the first reference that any user has. The reader then sees the references of the users who have it.
 */
async function findByReference(mode: Mode, text: string, signal?: AbortSignal): Promise<FoundUser> {
  const parts = partsOf(text);
  let known: string | undefined;
  for (const reference of referencesIn(text)) {
    const [user, another] = await usersByReference(mode, reference, { signal });
    if (!user) continue;
    const isMeant = reference === text || parts.every((part) => referenceOf(user).includes(part));
    if (!another && isMeant) return { userId: user.id };
    known ??= reference;
    // Several users have the whole text as their reference. So the text is one reference, and its parts are not looked
    // up.
    if (known === text) break;
  }
  return known === undefined ? undefined : { reference: known };
}

/**
 * The references for which a text may stand. The first is the text itself. The text may also have the form in which the
 * table of users shows references, such as `loan: 4711, branch: 3`. Then the values `4711` and `3` follow. The last is
 * everything after the first name, here `4711, branch: 3`, because a value may itself have this form.
 */
function referencesIn(text: string): Set<string> {
  const shownValue = (part: string) => /^.+?: (.+)$/.exec(part)?.[1] ?? [];
  return new Set([text, ...[...partsOf(text), text].flatMap(shownValue)]);
}

/** `loan: 4711, branch: 3` has the parts `loan: 4711` and `branch: 3`. */
const partsOf = (text: string): string[] => text.split(/, (?=[^,]+: )/);

async function findInLog(mode: Mode, text: string, signal?: AbortSignal): Promise<FoundUser> {
  const subject = await findSubject(mode, text, { filters: ['sessionId', 'sourceId', 'userId'], signal });
  const newest = await unlessMissing(newestEvent(mode, subject, { signal }));
  if (newest?.isCutOff) return { isCutOff: true };
  return newest?.event?.userId ? { userId: newest.event.userId } : undefined;
}
