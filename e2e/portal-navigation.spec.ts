import { expect, test } from './portal-page.ts';

test('links, the back button and the mode switch change the page without loading it', async ({ portal }) => {
  const { page } = portal;
  const id = await portal.publish('rec-navigation');
  await portal.goto('/sandbox');
  await expect(portal.heading('Overview')).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isSameDocument: true }));

  await page.getByRole('link', { name: 'Events' }).click();
  await expect(portal.heading('Events')).toBeFocused();
  await page.getByLabel('Type').selectOption('RECORD_CREATED');
  await expect(page).toHaveURL(/\/sandbox\/events\?type=RECORD_CREATED$/);
  await page
    .getByRole('row')
    .filter({ has: page.getByTitle(id) })
    .getByRole('link')
    .first()
    .click();
  await expect(portal.heading('RECORD_CREATED')).toBeFocused();
  await page.getByRole('link', { name: 'Production' }).click();
  await expect(page).toHaveURL(/\/production\/events$/);
  await expect(page.getByText('No events yet')).toBeVisible();

  await page.goBack();
  await expect(portal.heading('RECORD_CREATED')).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Type')).toHaveValue('RECORD_CREATED');
  await page.goBack();
  await expect(portal.heading('Overview')).toBeVisible();
  expect(await page.evaluate(() => 'isSameDocument' in window)).toBe(true);
});

test('when the mode changes, the page starts without its previous state', async ({ portal }) => {
  const { page } = portal;
  await portal.goto('/sandbox/users');
  const field = page.getByLabel('Any ID, or your reference');
  await field.fill('nobody');
  await page.getByRole('button', { name: 'Find user' }).click();
  await expect(page.getByText('No user with this ID or reference in the sandbox.')).toBeVisible();
  await page.getByRole('link', { name: 'Production' }).click();
  await expect(page.getByText('No users yet')).toBeVisible();
  await expect(field).toHaveValue('');
  await expect(page.getByText('No user with this ID')).toHaveCount(0);
});

test('an unknown address shows an error page in the mode of the address', async ({ portal }) => {
  const { page } = portal;
  for (const path of ['/production/events/a/b', '/production/attempts/at-1']) {
    await portal.goto(path);
    await expect(portal.heading('Page not found')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Production' })).toHaveAttribute('aria-current', 'true');
  }
  await portal.goto('/elsewhere');
  await expect(portal.heading('Page not found')).toBeVisible();
  await portal.goto('/');
  await expect(portal.heading('Overview')).toBeVisible();
});

test('unsaved changes are discarded only after a confirmation', async ({ portal }) => {
  const { page } = portal;
  await portal.goto('/sandbox/webhooks');
  await page.getByRole('link', { name: 'Add a webhook' }).click();
  await page.getByRole('link', { name: 'Webhooks', exact: true }).last().click();
  await expect(portal.heading('Webhooks')).toBeVisible();
  await page.getByRole('link', { name: 'Add a webhook' }).click();
  await page.getByLabel('Name').fill('Half typed');

  const dialog = page.getByRole('dialog', { name: 'Discard your changes?' });
  await page.getByRole('link', { name: 'Users' }).click();
  await expect(dialog).toBeVisible();
  await portal.expectAccessible();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('Name')).toHaveValue('Half typed');
  await expect(page).toHaveURL(/\/webhooks\/new$/);

  // A page can stop the back button only after a click or a key press.
  await page.getByLabel('Name').click();
  await page.evaluate(() => history.back());
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByLabel('Name')).toHaveValue('Half typed');

  await page.getByRole('link', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Discard changes' }).click();
  await expect(portal.heading('Webhooks')).toBeVisible();
});

test('a slash moves the focus to the search field, and inside a field it is typed', async ({ portal }) => {
  const { page } = portal;
  await portal.goto('/sandbox/events');
  const search = page.getByLabel('ID or text');
  await expect(search).toBeVisible();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('/v1');
  await expect(search).toHaveValue('/v1');
});

test("users are found by the customer's own reference, and by any ID in their events", async ({ portal }) => {
  const { page } = portal;
  const create = async (customer: string) =>
    (await portal.api('POST', '/users', { externalMetadata: { customer, branch: 'Nord-7' } })).user.id;
  const id = await create('C-10297');
  await create('C-10298');
  await portal.goto('/sandbox/users');
  const search = page.getByLabel('Any ID, or your reference');
  await search.fill('c-10297');
  await search.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/users/${id}$`));

  await page.goBack();
  await search.fill('Nord-7');
  await search.press('Enter');
  await expect(page).toHaveURL(/reference=Nord-7$/);
  await expect(page.getByRole('row').filter({ hasText: 'Nord-7' })).toHaveCount(2);
  await portal.expectAccessible();

  await portal.goto('/sandbox/events');
  const text = page.getByLabel('ID or text');
  await text.fill('C-10297');
  await text.press('Enter');
  await expect(page).toHaveURL(new RegExp(`userId=${id}$`));
  await expect(page.getByRole('link', { name: 'USER_CREATED' })).toHaveCount(1);
});

test('the tab key goes through the navigation first, and stops once for each link of a row', async ({
  portal,
}) => {
  const { page } = portal;
  for (let count = 0; count < 2; count++) await portal.api('POST', '/users', {});
  await portal.goto('/sandbox/events?type=USER_CREATED');
  const row = page.locator('tbody tr').first();
  await expect(row).toBeVisible();
  const stops: string[] = [];
  for (let count = 0; count < 60; count++) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused?.closest('.side nav')) return 'navigation';
      const inRow = focused?.closest('tbody tr');
      if (!inRow) return 'other';
      return inRow.previousElementSibling ? 'next row' : `row ${focused?.tagName}`;
    });
    if (place === 'next row') break;
    stops.push(place);
  }
  expect(stops.slice(0, 4)).toContain('navigation');
  expect(stops.indexOf('navigation')).toBeLessThan(stops.indexOf('row A'));
  expect(stops.filter((place) => place.startsWith('row'))).toEqual(['row A', 'row A']);
});
