import type { EventType } from '../event-types.ts';

/*
 * Finds the source of an event. First attempts are sent in order for each source. This file imports no schemas, so that
 * code that needs only `sourceOf` does not load them.
 */

type Data = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';

function userOfSession(data: Data): string | null {
  const session = data.session;
  if (typeof session !== 'object' || session === null || !('userId' in session)) return null;
  return isText(session.userId) ? session.userId : null;
}

/** The id of the user that an event's `data` is about. Null for events about endpoints, verifications and records. */
export const userOf = (data: object): string | null => {
  const fields = data as Data;
  return isText(fields.userId) ? fields.userId : userOfSession(fields);
};

/**
 * The fields of `data` in which `sourceOf` looks for the source. The first field that is present is used. `sourceId` is
 * the id of an account or an archive.
 */
const sourceFields = [
  'sourceId',
  'accountId',
  'archiveId',
  'webhookId',
  'verificationId',
  'recordId',
] as const;

/**
 * The id of an event's source: its account or archive, or else its webhook, verification or record, or else its user.
 * If the event names none of these, its type takes the place of the id.
 */
export function sourceOf(type: EventType, data: object): string {
  const fields = data as Data;
  for (const name of sourceFields) {
    const value = fields[name];
    if (isText(value)) return value;
  }
  return userOf(data) ?? type;
}
