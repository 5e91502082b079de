import { expect, test } from './portal-page.ts';

test('an endpoint whose attempts all fail comes first in the overview, and no figure looks good', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  receiver.status = 500;
  const failing = await portal.addWebhook({ name: 'Fails always', url: receiver.url });
  await portal.publish('rec-figures');
  await portal.goto('/sandbox');
  const row = page.getByRole('row').filter({ hasText: 'Fails always' });
  await expect(row.getByRole('link', { name: '100%' }).first()).toBeVisible();
  await expect(row).toContainText(/\d+ ms/);
  await expect(page.locator('.figures')).toContainText(/Failed attempts, 24 h\s*\d+(\.\d)?%/);
  await portal.expectAccessible();

  await row.getByRole('link', { name: '100%' }).first().click();
  await expect(page).toHaveURL(new RegExp(`/attempts\\?webhookId=${failing.id}&succeeded=false&startDate=`));
  await expect(page.getByRole('list', { name: 'Attempts' }).getByRole('listitem').first()).toContainText(
    '500',
  );
});

test('every figure of the overview leads to exactly the rows that it counts', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  receiver.status = 500;
  const once = { delivery: { retryDelays: [] } };
  const failing = await portal.addWebhook({ name: 'Gives up', url: receiver.url, ...once });
  const later = { delivery: { retryDelays: [3600] } };
  const retrying = await portal.addWebhook({ name: 'Retries', url: receiver.url, ...later });
  for (let count = 0; count < 3; count++) await portal.publish(`rec-counted-${count}`);
  const paused = await portal.addWebhook({ name: 'Waits', url: receiver.url });
  await portal.api('PATCH', `/webhooks/${paused.id}`, { active: false });
  await portal.publish('rec-counted-last');
  await expect.poll(() => receiver.received.length).toBeGreaterThanOrEqual(8);

  /** How many rows the API has for the filters in the address of a list. */
  async function rowsBehind(address: string): Promise<number> {
    const { pathname, searchParams } = new URL(address, portal.winkwire.url);
    const list = pathname.split('/').at(-1);
    let rows = 0;
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = cursor ? new URLSearchParams({ cursor, size: '150' }) : searchParams;
      if (!cursor) query.set('size', '150');
      const { items, nextCursor } = await portal.api('GET', `/${list}?${query}`);
      rows += items.length;
      cursor = nextCursor;
    }
    return rows;
  }

  /** For each link that shows a number or a percentage: its address and the number. */
  const counted = () =>
    page.locator('main a[href*="?"]').evaluateAll((links) =>
      links.flatMap((link) => {
        const text = link.getAttribute('title') ?? link.textContent ?? '';
        const note = link.closest('.figure')?.querySelector('.note')?.textContent ?? '';
        const [number] =
          /\d[\d,]*/.exec(/%/.test(text) ? note : text.replace(/^\d+:\d+( [AP]M)?: /, '')) ?? [];
        const href = link.getAttribute('href');
        return number && href ? [{ href, number: Number(number.replaceAll(',', '')) }] : [];
      }),
    );

  for (const path of ['/sandbox', '/sandbox/webhooks', `/sandbox/webhooks/${failing.id}`]) {
    await portal.goto(path);
    await expect(async () => {
      const links = await counted();
      expect(links.length).toBeGreaterThan(path === '/sandbox' ? 12 : 2);
      const found = await Promise.all(
        links.map(async ({ href }) => ({ href, number: await rowsBehind(href) })),
      );
      expect(found).toEqual(links);
    }).toPass({ timeout: 30_000 });
    await portal.expectAccessible();
  }

  await portal.goto('/sandbox');
  await page.getByRole('link', { name: /given up/ }).click();
  await expect(portal.heading('Deliveries')).toBeVisible();
  await expect(page.getByLabel('State')).toHaveValue('FAILED');
  await expect(page.getByRole('row').filter({ hasText: 'Gives up' }).first()).toContainText('Given up');
  await portal.expectAccessible();
  await page.getByRole('link', { name: 'Events', exact: true }).last().click();
  await expect(page.getByRole('row').filter({ hasText: 'Given up' }).first()).toBeVisible();
  await portal.expectAccessible();
  for (const { id } of [failing, retrying, paused]) await portal.api('DELETE', `/webhooks/${id}`);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('the bars of neighbouring hours are large enough for a finger', async ({ portal }) => {
      const { page } = portal;
      await page.route('**/portal/api/overview', async (route) => {
        const response = await route.fetch();
        const body = await response.json();
        for (const [index, hour] of body.data.hours.entries()) hour.events = (index % 6) * 7;
        await route.fulfill({ response, json: body });
      });
      for (const width of [1280, 1100, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await portal.goto('/sandbox');
        await expect(page.locator('a.bar')).toHaveCount(20);
        await portal.expectAccessible();
      }
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    });
  });
}
