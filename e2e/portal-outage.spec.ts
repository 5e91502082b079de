import type { Page, Route } from '@playwright/test';
import { expect, test } from './portal-page.ts';
import { portalRoutes } from './portal-routes.ts';

const addresses = portalRoutes.map((path) => `/sandbox/${path.replace(':id', `et-${'0'.repeat(32)}`)}`);

/** Responds to all requests for data. Returns the errors that the page throws. */
async function respond(page: Page, response: Parameters<Route['fulfill']>[0]): Promise<string[]> {
  for (const path of ['**/v1/**', '**/portal/api/**'])
    await page.route(path, (route) => route.fulfill(response));
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(String(error)));
  return thrown;
}

test('behind a proxy that reaches no server, every page says so, stops loading, and offers another try', async ({
  portal,
}) => {
  const { page } = portal;
  const thrown = await respond(page, { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' });
  expect(addresses.length).toBeGreaterThan(15);
  for (const address of addresses) {
    await portal.goto(address);
    const notice = page.getByRole('alert').filter({ hasText: 'The server returned 502' }).first();
    await expect(notice, address).toBeVisible();
    await expect(notice.getByRole('button', { name: 'Try again' }), address).toBeVisible();
    await expect(page.getByText('Loading', { exact: true }), address).toHaveCount(0);
  }
  expect(thrown).toEqual([]);
});

test('after the session has ended, every page leads to the page for signing in', async ({ portal }) => {
  const { page } = portal;
  const ended = { code: 'INVALID_TOKEN', message: 'Sign in again.', requestId: 'r', data: null };
  const thrown = await respond(page, { status: 401, json: ended });
  for (const address of addresses) {
    await portal.goto(address);
    await expect(page, address).toHaveURL(/\/portal\/sign-in\?then=/);
  }
  expect(thrown).toEqual([]);
});
