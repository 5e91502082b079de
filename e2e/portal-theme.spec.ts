import { expect, test } from './portal-page.ts';

test('a theme is edited beside the real screens, and saved only when it can be read', async ({ portal }) => {
  const { page } = portal;
  const template = await portal.api('POST', '/winkTemplates', {
    name: 'Loan application',
    company: { name: 'Harbor Lending', logoUrl: null },
    options: { enableUpload: true },
  });
  await portal.goto('/sandbox/widget');
  await page.getByRole('link', { name: 'Theme of Loan application' }).click();
  await expect(portal.heading('Theme')).toBeVisible();
  // An element under the pointer would have its hover style, so the pointer is moved away.
  await page.mouse.move(0, 0);
  const preview = page.frameLocator('iframe[title=Preview]');
  const agree = preview.getByRole('button', { name: 'Agree and continue' });
  await expect(agree).toHaveCSS('background-color', 'rgb(11, 93, 75)');

  await page.getByLabel('Light accent').fill('#ffd84d');
  const problem = page.getByText(/accent #ffd84d on surface #ffffff has a contrast of 1\.3\d, and needs 3/);
  await expect(problem).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save theme' })).toBeDisabled();
  await portal.expectAccessible();
  await page.getByRole('button', { name: /^Use #/ }).click();
  await expect(problem).toBeHidden();

  await page.getByLabel('Light accent').fill('#1d4ed8');
  await page.getByLabel('Radius in pixels').fill('4');
  await expect(agree).toHaveCSS('background-color', 'rgb(29, 78, 216)');
  await expect(agree).toHaveCSS('border-top-left-radius', '4px');
  await agree.click();
  await preview.getByRole('option', { name: /Parcel Pond/ }).click();
  await expect(preview.getByLabel('Password', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect(preview.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.getByRole('button', { name: 'Save theme' }).click();
  await expect(portal.heading('Wink Widget')).toBeVisible();
  const { theme, options } = await portal.api('GET', `/winkTemplates/${template.id}`);
  expect(theme).toMatchObject({ scheme: 'auto', light: { accent: '#1d4ed8' }, radius: 4 });
  expect(options.enableUpload).toBe(true);
});

test('the preview takes the focus only after a click into it', async ({ portal }) => {
  const { page } = portal;
  const company = { name: 'Harbor Lending', logoUrl: null };
  const { id } = await portal.api('POST', '/winkTemplates', { name: 'Focus', company });
  const shown = Promise.withResolvers<void>();
  await page.route('**/widget/preview/**', async (route) => {
    await shown.promise;
    await route.continue();
  });
  await portal.goto(`/sandbox/widget/${id}`);
  const radius = page.getByLabel('Radius in pixels');
  await radius.focus();
  shown.resolve();
  const preview = page.frameLocator('iframe[title=Preview]');
  const agree = preview.getByRole('button', { name: 'Agree and continue' });
  await expect(agree).toBeVisible();
  await preview.locator('body').evaluate(() => new Promise((painted) => setTimeout(painted, 100)));
  await expect(radius).toBeFocused();
  await agree.click();
  await expect(preview.getByRole('heading', { level: 1 })).toBeFocused();
});

test('a radius that no theme can have is not replaced by another one when saving', async ({ portal }) => {
  const { page } = portal;
  const company = { name: 'Harbor Lending', logoUrl: null };
  const { id } = await portal.api('POST', '/winkTemplates', { name: 'Round', company });
  await portal.goto(`/sandbox/widget/${id}`);
  const radius = page.getByLabel('Radius in pixels');
  const save = page.getByRole('button', { name: 'Save theme' });
  for (const wrong of ['99', '2.5', '']) {
    await radius.fill(wrong);
    await expect(radius).toHaveAccessibleDescription('Enter a whole number from 0 to 24.');
    await expect(save).toBeDisabled();
    await page.getByLabel('Font').selectOption('serif');
    await expect(radius).toHaveValue(wrong);
  }
  await portal.expectAccessible();
  await radius.fill('24');
  await save.click();
  await expect(portal.heading('Wink Widget')).toBeVisible();
  expect((await portal.api('GET', `/winkTemplates/${id}`)).theme).toMatchObject({
    radius: 24,
    font: 'serif',
  });
});

test('on a phone, the preview stays in sight and covers no field that has the focus', async ({ portal }) => {
  const { page } = portal;
  await page.setViewportSize({ width: 390, height: 844 });
  await portal.api('POST', '/winkTemplates', {
    name: 'Car loan',
    company: { name: 'Harbor Lending', logoUrl: null },
  });
  await portal.goto('/sandbox/widget');
  await page.getByRole('link', { name: 'Theme of Car loan' }).click();
  const agree = page
    .frameLocator('iframe[title=Preview]')
    .getByRole('button', { name: 'Agree and continue' });
  for (const label of ['Scheme', 'Light accent', 'Dark text', 'Font']) {
    const field = page.getByLabel(label);
    await field.focus();
    await expect(agree).toBeInViewport({ ratio: 1 });
    const isCovered = await field.evaluate((element) => {
      const { left, width, bottom } = element.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, bottom - 2) !== element;
    });
    expect(isCovered, label).toBe(false);
  }
});
