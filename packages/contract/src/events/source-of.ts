import type { EventType } from '../event-types.ts';

/* This file imports no schemas, so that code that needs only `sourceOf` does not load them. */

type Data = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';

function userOfSession(data: Data): string | null {
  const session = data.session;
  if (typeof session !== 'object' || session === null || !('userId' in session)) return null;
  return isText(session.userId) ? session.userId : null;
}

/** The user that an event is about. Null for events about endpoints, verifications and records. */
export const userOf = (data: object): string | null => {
  const fields = data as Data;
  return isText(fields.userId) ? fields.userId : userOfSession(fields);
};

/** `sourceOf` uses the first of these fields that is present. `sourceId` is the id of an account or archive. */
const sourceFields = [
  'sourceId',
  'accountId',
  'archiveId',
  'webhookId',
  'verificationId',
  'recordId',
] as const;

/** The id of what the event is about, usually an account or archive. If there is no such id, the event's type. */
export function sourceOf(type: EventType, data: object): string {
  const fields = data as Data;
  for (const name of sourceFields) {
    const value = fields[name];
    if (isText(value)) return value;
  }
  return userOf(data) ?? type;
}
