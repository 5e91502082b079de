import { en } from '../packages/widget/src/frame/texts/en.ts';
import { axeViolations } from './axe-violations.ts';
import { callApi } from './call-api.ts';
import { expect, quietTest as test } from './lender-fixtures.ts';

test('the list does not scroll sideways, and its actions stay on one line', async ({ lender, page }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await lender.open({ enableUpload: true });
  await lender.widget.getByRole('button', { name: en.consent.agree }).click();
  const body = lender.widget.locator('.body');
  await expect(lender.widget.getByRole('combobox')).toBeVisible();
  // Only WebKit scrolls sideways into the padding of `.body`, so this test checks the style.
  await expect(body).toHaveCSS('overflow-x', 'hidden');
  expect(await body.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  const tops = await lender.widget
    .locator('.side-by-side .button-label')
    .evaluateAll((labels) => labels.map((label) => label.getClientRects()[0]?.height));
  expect(new Set(tops).size).toBe(1);
});

// The second size is a window of 1280 by 1024 at a zoom of 400 %.
for (const viewport of [
  { width: 320, height: 480 },
  { width: 320, height: 256 },
]) {
  test(`at ${viewport.width} x ${viewport.height}, the form scrolls as one and nothing covers an error`, async ({
    lender,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await lender.open({ enableConsentPage: false, providers: ['parcelpond'] });
    const submit = lender.widget.getByRole('button', { name: en.login.submit });
    await submit.click();
    const error = lender.widget.locator('#login-username-error');
    await error.scrollIntoViewIfNeeded();
    await expect(error).toBeInViewport({ ratio: 1 });
    const covering = await error.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2)?.id;
    });
    expect(covering).toBe('login-username-error');
    const widest = await lender.widget.locator('.screen').evaluate((screen) => screen.scrollWidth);
    expect(widest).toBe(viewport.width);
    await submit.scrollIntoViewIfNeeded();
    await expect(submit).toBeInViewport({ ratio: 1 });
  });
}

test('in forced colours, a sheet and the chosen entry have an edge', async ({ lender, page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await lender.open({ enableConsentPage: false, providers: ['parcelpond'] });
  await lender.widget.locator('#login-username').fill('George');
  await page.keyboard.press('Escape');
  await expect(lender.widget.getByRole('dialog')).toHaveCSS('border-top-width', '1px');
  await expect(lender.widget.locator('.card')).toHaveCSS('border-top-width', '1px');
});

test('a screen comes from the side to which the user goes, and only appears if motion is reduced', async ({
  lender,
  page,
}) => {
  await lender.open();
  const screen = lender.widget.locator('.screen');
  await lender.widget.getByRole('button', { name: en.consent.agree }).click();
  await expect(screen).toHaveClass(/is-forward/);
  await lender.widget.getByRole('option', { name: /Parcel Pond/ }).click();
  await expect(screen).toHaveClass(/is-forward has-brand/);
  await lender.widget.getByRole('button', { name: en.back }).click();
  await expect(screen).toHaveClass(/is-back/);
  const duration = () =>
    screen.evaluate((element) => Number.parseFloat(getComputedStyle(element).animationDuration) * 1000);
  expect(await duration()).toBeGreaterThanOrEqual(150);
  expect(await duration()).toBeLessThanOrEqual(250);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await duration()).toBe(1);
});

test('a theme gives the widget its colours, corners and font, and axe finds nothing', async ({
  lender,
  page,
  winkwire,
}) => {
  // A yellow accent with a text colour of barely enough contrast is the hardest case.
  const { id } = await callApi<{ id: string }>(winkwire, 'POST /v1/winkTemplates', {
    name: 'Yellow',
    company: { name: 'Harbor Lending', logoUrl: null },
    theme: {
      scheme: 'light',
      light: { accent: '#b08900', surface: '#fffdf5', text: '#6f6f6f' },
      dark: { accent: '#ffd84d', surface: '#1b1b1f', text: '#8f8f96' },
      radius: 2,
      font: 'serif',
    },
  });
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  for (const [option, accent] of [
    [undefined, 'rgb(176, 137, 0)'],
    ['dark', 'rgb(255, 216, 77)'],
  ] as const) {
    await lender.open({ templateId: id, ...(option && { theme: option }) });
    const agree = lender.widget.getByRole('button', { name: en.consent.agree });
    await expect(agree).toHaveCSS('background-color', accent);
    await expect(agree).toHaveCSS('border-top-left-radius', '2px');
    await expect(lender.widget.locator('body')).toHaveCSS('font-family', /serif$/);
    const frame = page.frames().find((candidate) => candidate.url().includes('/widget/'));
    if (!frame) throw new Error('The page has no frame of the widget.');
    expect(await axeViolations(frame)).toEqual([]);
    await agree.click();
    await lender.widget.getByRole('combobox').fill('parcel');
    await lender.widget.getByRole('combobox').press('ArrowDown');
    expect(await axeViolations(frame)).toEqual([]);
    await lender.widget.getByRole('combobox').press('Enter');
    await lender.widget.getByRole('button', { name: en.login.submit }).click();
    await expect(lender.widget.locator('.field-error')).toHaveCount(2);
    expect(await axeViolations(frame)).toEqual([]);
  }
});
