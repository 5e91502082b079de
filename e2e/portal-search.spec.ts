import type { Page, Request } from '@playwright/test';
import { expect, test } from './portal-page.ts';

/** Delays requests whose address contains `part`. `release` lets them pass and waits for their end. */
async function delay(page: Page, part: string) {
  const released = Promise.withResolvers<void>();
  const requests: Request[] = [];
  await page.route(
    (url) => url.href.includes(part),
    async (route) => {
      requests.push(route.request());
      await released.promise;
      await route.continue();
    },
  );
  const release = async () => {
    released.resolve();
    await Promise.all(requests.map(async (request) => (await request.response())?.finished()));
  };
  return { requests, release };
}

for (const [list, label] of [
  ['events', 'ID or text'],
  ['deliveries', 'ID or text'],
  ['attempts', 'ID or response text'],
  ['users', 'Any ID, or your reference'],
] as const) {
  test(`on the page of ${list}, a slow search does not replace a newer one, nor lead back to the page`, async ({
    portal,
  }) => {
    const { page } = portal;
    const create = async (customer: string) =>
      (await portal.api('POST', '/users', { externalMetadata: { customer } })).user.id;
    const [slow, fast] = [await create(`slow-${list}`), await create(`fast-${list}`)];
    const search = page.getByLabel(label);
    /** Starts the slow search. The returned function checks that the portal abandons it. */
    const begin = async () => {
      const { requests, release } = await delay(page, `reference=slow-${list}`);
      const begun = page.waitForRequest((request) => request.url().includes(`reference=slow-${list}`));
      await search.fill(`slow-${list}`);
      await search.press('Enter');
      await begun;
      return async () => {
        // The portal aborts every read after 15 s. A failure within 10 s shows that the search was abandoned.
        await expect
          .poll(() => requests.every((request) => request.failure() !== null), { timeout: 10_000 })
          .toBe(true);
        await release();
        // This response arrives last. If the page used the result of the abandoned search, it would show that result by
        // now.
        await page.evaluate(() => fetch('/v1/webhooks?size=1').then((response) => response.text()));
        expect(page.url()).not.toContain(slow);
      };
    };
    await portal.goto(`/sandbox/${list}`);
    const finishFirst = await begin();
    await search.fill(`fast-${list}`);
    await search.press('Enter');
    await expect(page).toHaveURL(new RegExp(fast));
    await finishFirst();
    await expect(page).toHaveURL(new RegExp(fast));

    await portal.goto(`/sandbox/${list}`);
    const finishSecond = await begin();
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await expect(portal.heading('Webhooks')).toBeVisible();
    await finishSecond();
    await expect(portal.heading('Webhooks')).toBeVisible();
  });
}

test('if several users have a reference, a search of a list offers them', async ({ portal }) => {
  const { page } = portal;
  const create = async () =>
    (await portal.api('POST', '/users', { externalMetadata: { loan: 'DUP-7' } })).user.id;
  const ids = [await create(), await create()];
  for (const list of ['events', 'deliveries', 'attempts']) {
    await portal.goto(`/sandbox/${list}`);
    const search = page.locator('input[name=subject]');
    await search.fill('DUP-7');
    await search.press('Enter');
    await expect(page).toHaveURL(/text=DUP-7$/);
    const offer = page.getByText('Users with this reference:');
    await expect(offer.getByRole('link')).toHaveCount(2);
    await portal.expectAccessible();
    await offer.getByTitle(ids[0], { exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${list}\\?userId=${ids[0]}$`));
    await expect(offer).toBeHidden();
  }
});

test('attempts are found by the id of a source that a customer has chosen', async ({ portal, receiver }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Orders', url: receiver.url });
  await portal.publish('order-10297');
  await expect.poll(() => receiver.received.length).toBe(1);
  await portal.goto('/sandbox/attempts');
  const search = page.getByLabel('ID or response text');
  await search.fill('order-10297');
  await search.press('Enter');
  await expect(page).toHaveURL(/sourceId=order-10297$/);
  const attempts = page.getByRole('list', { name: 'Attempts' }).getByRole('listitem');
  await expect(attempts.filter({ hasText: 'Orders' })).toHaveCount(1);
  await portal.api('DELETE', `/webhooks/${id}`);
});

test('a user who never opened the widget is found by a session, a hosted link and the reference as it is shown', async ({
  portal,
}) => {
  const { page } = portal;
  const { user } = await portal.api('POST', '/users', { externalMetadata: { loan: 'L-77', branch: '3' } });
  const link = await portal.api('POST', '/hostedLinks', { userId: user.id });
  await portal.api('POST', '/users', { externalMetadata: { loan: 'L-78', branch: '3' } });
  for (const text of [link.id, 'loan: L-77', 'loan: L-77, branch: 3', 'branch: 3, loan: L-77']) {
    await portal.goto('/sandbox/users');
    const search = page.getByLabel('Any ID, or your reference');
    await search.fill(text);
    await search.press('Enter');
    await expect(page, text).toHaveURL(new RegExp(`/users/${user.id}$`));
  }
});
