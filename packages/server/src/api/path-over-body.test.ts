import { exampleId } from '@winkwire/contract/schema/example-ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf, type Owned, ownEverything } from '../testing/own-everything.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { validBody } from '../testing/valid-body.ts';
import { newUserToken, WidgetPage } from '../testing/widget-page.ts';
import { routes } from './routes.ts';

/* Clients often send back a whole resource, with an id in the body. Only the path says which resource is meant. */

let server: TestServer;
let owned: Owned;
let page: WidgetPage;

beforeAll(async () => {
  server = await startTestServer();
  owned = await ownEverything(server);
  page = await WidgetPage.open(server, await newUserToken(server, owned.users!));
});
afterAll(() => server[Symbol.asyncDispose]());

const nobody = (path: string): string => path.replaceAll(/:\w+/g, exampleId('account'));

const anotherId = (id: string) => ({ id, accountId: id, archiveId: id, webhookId: id, userId: id, key: id });

const withBody = routes.filter(
  ({ path, body, access }) => body && path.includes(':') && ['key', 'session'].includes(access),
);

test.each(withBody.map((operation) => [operation.id, operation] as const))(
  '%s ignores an id in the body',
  async (_, operation) => {
    const place = operation.path.split('/').findIndex((part) => part.startsWith(':'));
    const body = {
      ...validBody(operation, owned),
      ...anotherId(addressOf(operation.path, owned).split('/')[place]!),
    };
    const path = nobody(operation.path);
    const response =
      operation.access === 'session'
        ? await page.post(path.replace('/widget/api/', ''), body)
        : await server.call(path, { method: operation.method, body });
    expect([response.status, response.body.code], response.body.message).toEqual([404, 'MISSING_RESOURCE']);
  },
);

test('operations of the API and of the widget are among those', () => {
  const ids = withBody.map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining(['updateInviteTemplate', 'breakSandboxAccount', 'answerChallenge']),
  );
});
