import { accountErrorCodes } from '@winkwire/contract/account-statuses';
import { archiveFailureCodes } from '@winkwire/contract/archive-states';
import { eventTypes } from '@winkwire/contract/event-types';
import { exampleId, exampleUserId } from '@winkwire/contract/schema/example-ids';
import { readReference, referencePath } from '@winkwire/contract/testing/reference';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operationNames, publishedOperations } from '../testing/contract-check.ts';
import { type Owned, ownEverything, uploadedFiles } from '../testing/own-everything.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { originalOperations } from './original-operations.ts';

/*
 * Customers begin with the examples in the original API description, so these must work here. Only ids, file contents
 * and error codes are replaced.
 */

const reference = referencePath ? readReference(referencePath) : undefined;
const nameOf = (method: string, path: string) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`;
const requests = (reference?.requestExamples ?? []).filter(({ method, path }) =>
  operationNames.includes(nameOf(method, path)),
);
/** Event types whose examples lack fields that the description itself requires. */
const incomplete: readonly string[] = ['ACCOUNT_SYNC_TASK_FINISHED', 'LINK_ADDED'];
const events = eventTypes
  .filter((type) => !incomplete.includes(type))
  .flatMap((type) => (reference?.eventExamples(type) ?? []).map((data) => ({ type, data })));

/** Values for fields that have the text "string" in the examples. */
const placeholders: Record<string, string> = {
  userId: exampleUserId,
  accountId: exampleId('account'),
  sourceId: exampleId('account'),
  archiveId: exampleId('archive'),
  inviteId: exampleId('invite'),
  identityId: exampleId('identity'),
  ratingId: exampleId('rating'),
};

describe.skipIf(!reference)('the published examples', () => {
  let server: TestServer;
  let owned: Owned;
  let file: string;
  beforeAll(async () => {
    server = await startTestServer();
    owned = await ownEverything(server);
    file = (await uploadedFiles())[0]!.fileContent;
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  const ours = (name: string, value: unknown): unknown => {
    const known: Record<string, string | undefined> = {
      userId: owned.users,
      templateId: owned.inviteTemplates,
      winkTemplateId: owned.winkTemplates,
      fileContent: file,
    };
    return typeof value === 'string' ? (known[name] ?? value) : value;
  };

  const filledFor = (type: string) => (name: string, value: unknown) => {
    if (value !== 'string') return value;
    if (name === 'errorCode')
      return type === 'ARCHIVE_FAILED' ? archiveFailureCodes[0] : accountErrorCodes[0];
    return placeholders[name] ?? value;
  };

  test.each(
    requests.map((request) => [`${nameOf(request.method, request.path)}, ${request.name}`, request] as const),
  )('%s is accepted as it is printed', async (_, { method, path, body }) => {
    const list = path.split('/')[1]!;
    const response = await server.call(`/v1${path.replace('{id}', owned[list]!)}`, {
      method,
      body: JSON.stringify(body, ours),
    });
    expect([response.status, response.body.message]).toEqual([
      expect.toBeOneOf([200, 201]),
      expect.any(String),
    ]);
  });

  test.each(events.map((event) => [event.type, event] as const))(
    'the body of %s can be published as it is printed',
    async (_, { type, data }) => {
      const { status, body } = await server.call('/v1/events', {
        method: 'POST',
        body: JSON.stringify({ type, data }, filledFor(type)),
      });
      expect([status, body.message]).toEqual([201, expect.any(String)]);
    },
  );

  test('exactly the operations of the description ignore unknown parameters', () => {
    const described = new Set(reference!.operations.map(({ method, path }) => nameOf(method, path)));
    const found = publishedOperations.filter(({ method, path }) =>
      described.has(nameOf(method, path.replace(/^\/v1/, '').replaceAll(/:\w+/g, '{}'))),
    );
    expect(found.map(({ id }) => id).sort()).toEqual([...originalOperations].sort());
  });

  test('the description contains examples', () => {
    expect(requests.length).toBeGreaterThan(7);
    expect(events.length).toBeGreaterThan(25);
  });
});
