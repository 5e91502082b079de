import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { withoutTrailingSlash } from './without-trailing-slash.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test.each([
  ['/v1/incomes/', '/v1/incomes'],
  ['/v1/incomes/?size=1', '/v1/incomes?size=1'],
  ['/v1/users?userId=a/', '/v1/users?userId=a/'],
  ['/v1/', '/v1/'],
  ['/v1/?a=/', '/v1/?a=/'],
  ['/widget/api/providers/', '/widget/api/providers'],
  ['/connect/links/token/', '/connect/links/token'],
  ['/connect/token/?winkwire_return=1', '/connect/token?winkwire_return=1'],
  ['/connect/?a=/', '/connect/?a=/'],
  ['/portal/', '/portal/'],
  ['/portal/webhooks/', '/portal/webhooks/'],
  ['/widget/', '/widget/'],
  ['/docs/', '/docs/'],
  ['/connect/', '/connect/'],
  ['/', '/'],
])('%s is treated as %s', (url, plain) => {
  expect(withoutTrailingSlash(url)).toBe(plain);
});

test.each(['/v1/incomes/', '/v1/incomes/?size=1', '/v1/users/'])(
  '%s gets the same response as without the slash',
  async (path) => {
    expect((await server.call(path)).status).toBe(200);
  },
);

test('the page of a link is found with a trailing slash too', async () => {
  const { body: user } = await server.call('/v1/users', { method: 'POST', body: {} });
  const { body } = await server.call('/v1/hostedLinks', {
    method: 'POST',
    body: { userId: user.data.user.id },
  });
  const { pathname } = new URL(body.data.url);
  for (const path of [pathname, `${pathname}/`])
    expect((await server.call(path, { as: null })).status).toBe(200);
});

test('an unsupported method is refused with a trailing slash too', async () => {
  const { status, headers, body } = await server.call('/v1/incomes/', { method: 'DELETE' });
  expect([status, body.code, headers.get('allow')]).toEqual([501, 'UNSUPPORTED_METHOD', 'GET']);
});
