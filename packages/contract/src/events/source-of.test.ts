import { describe, expect, test } from 'vitest';
import { eventTypes, ownEventTypes } from '../event-types.ts';
import { exampleId, exampleUserId } from '../schema/example-ids.ts';
import { catalogue } from './catalogue.ts';
import { sourceOf, userOf } from './source-of.ts';

const kindOf = (source: string) => source.slice(0, source.lastIndexOf('-'));

/** The types whose source is not an account, by the prefix of the source's id. */
const expected: Record<string, string[]> = {
  acme: ['USER_CREATED', 'INVITE_INVITED', 'INVITE_LINKED', 'USER_SESSION_COMPLETED', 'USER_SESSION_RESET'],
  archive: ['ARCHIVE_STARTED', 'ARCHIVE_ANALYZED', 'ARCHIVE_REVOKED', 'ARCHIVE_FAILED', 'FIELD_CORRECTED'],
  ver: ['VERIFICATION_STARTED', 'VERIFICATION_COMPLETED'],
  rec: ['RECORD_CREATED', 'RECORD_COMPLETED'],
  wh: ['ENDPOINT_FAILING', 'ENDPOINT_DISABLED', 'ENDPOINT_RECOVERED'],
};
const special = new Map(
  Object.entries(expected).flatMap(([kind, types]) => types.map((type) => [type, kind])),
);

test.each([...eventTypes, ...ownEventTypes])('%s is ordered by its source', (type) => {
  expect(kindOf(sourceOf(type, catalogue[type].example))).toBe(special.get(type) ?? 'a');
});

test('events about data from an archive are ordered with the task that read it', () => {
  const archiveId = exampleId('archive');
  const started = { userId: exampleUserId, sourceId: archiveId, sourceType: 'ARCHIVE', providers: [] };
  const added = { userId: exampleUserId, accountId: archiveId, count: 1, providers: [] };
  expect(sourceOf('INCOMES_ADDED', added)).toBe(sourceOf('TASK_STARTED', started));
});

describe('the user of an event', () => {
  test('is in its data or in its session', () => {
    expect(userOf(catalogue.ACCOUNT_CREATED.example)).toBe(exampleUserId);
    expect(userOf(catalogue.USER_SESSION_RESET.example)).toBe(exampleUserId);
  });

  test.each([{}, { session: null }, { session: {} }, { userId: 7 }, catalogue.ENDPOINT_FAILING.example])(
    'is null if there is none: %j',
    (data) => {
      expect(userOf(data)).toBeNull();
    },
  );
});
