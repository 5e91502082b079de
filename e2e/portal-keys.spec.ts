import { expect, test } from './portal-page.ts';

test('a key is replaced without an outage: create, use, expire the old one', async ({ portal }) => {
  const { page, winkwire } = portal;
  const statusWith = async ({ key, secret }: { key: string; secret: string }): Promise<number> =>
    (
      await fetch(`${winkwire.url}/v1/users`, {
        headers: { authorization: `Basic ${btoa(`${key}:${secret}`)}` },
      })
    ).status;
  const dialog = page.getByRole('dialog');
  const create = async (name: string) => {
    await page.getByRole('button', { name: 'Create a key' }).click();
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    const shown = (label: string) => dialog.getByRole('region', { name: label, exact: true });
    await expect(shown('secret')).toHaveText(/^[\w-]{32}$/);
    const pair = { key: await shown('key').innerText(), secret: await shown('secret').innerText() };
    await portal.expectAccessible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByText(pair.secret)).toHaveCount(0);
    return pair;
  };
  const expire = async (name: string, delay: string) => {
    const row = page.getByRole('listitem').filter({ hasText: name });
    await row.getByRole('button', { name: /^Expire/ }).click();
    await dialog.getByLabel('Expires').selectOption(delay);
    await portal.expectAccessible();
    await dialog.getByRole('button', { name: 'Expire', exact: true }).click();
    await expect(dialog).toBeHidden();
    return row;
  };

  await portal.goto('/sandbox/keys');
  await expect(portal.heading('API keys')).toBeVisible();
  const old = await create('Old back end');
  const next = await create('New back end');
  expect(await statusWith(old)).toBe(200);
  expect(await statusWith(next)).toBe(200);

  await expect(await expire('Old back end', 'In 1 hour')).toContainText('Expires');
  expect(await statusWith(old)).toBe(200);
  const row = await expire('Old back end', 'Now, because the secret leaked');
  await expect(row).toContainText('Expired');
  await expect(row.getByRole('button', { name: /^Expire/ })).toHaveCount(0);
  await expect.poll(() => statusWith(old), { timeout: 15_000 }).toBe(400);
  expect(await statusWith(next)).toBe(200);
  await portal.expectAccessible();
});

test('the key of the configuration cannot be expired, and the dialog says what to do', async ({ portal }) => {
  const { page, winkwire } = portal;
  await portal.goto('/sandbox/keys');
  const row = page.getByRole('listitem').filter({ hasText: winkwire.key });
  await row.getByRole('button', { name: /^Expire/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Expire', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('WINKWIRE_SANDBOX_KEY');
});
