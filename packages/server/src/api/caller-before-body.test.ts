import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { routes } from './routes.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Operations whose credentials are in the body or the path, and operations that need no credentials. */
const open = [
  'openWidgetSession',
  'signInToPortal',
  'signOutOfPortal',
  'openLandingPage',
  'openInviteWidget',
  'openHostedLink',
];

test('the public operations are those that sign somebody in or need no identity', () => {
  const found = routes.filter(({ access, method }) => access === 'public' && method !== 'GET');
  expect(found.map(({ id }) => id).sort()).toEqual(open.toSorted());
});

const closed = routes.filter(({ access, method }) => access !== 'public' && method !== 'GET');

test.each(closed.map((operation) => [operation.id, operation] as const))(
  '%s authenticates the caller before it reads the body',
  async (_, { method, path }) => {
    const response = await server.call(path.replaceAll(/:\w+/g, 'nobody'), {
      method,
      as: null,
      body: '{"this is": no JSON',
    });
    expect(['INVALID_CREDENTIALS', 'INVALID_TOKEN']).toContain(response.body.code);
  },
);
