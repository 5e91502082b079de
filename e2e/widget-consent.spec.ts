import { languages } from '../packages/contract/src/languages.ts';
import { callApi } from './call-api.ts';
import { expect, test } from './lender-fixtures.ts';

const wording = {
  consentType: 'DATA_SHARING',
  version: '1',
  title: 'Share your work data',
  consentText: 'I agree that my work data is read. '.repeat(40),
  language: 'en',
  privacyUrl: 'https://lender.example/privacy',
};

test('on a phone of 375 x 667 all that matters is visible without scrolling, in every language', async ({
  lender,
  page,
  winkwire,
}) => {
  await page.setViewportSize({ width: 375, height: 667 });
  const template = await callApi<{ id: string }>(winkwire, 'POST /v1/consentTemplates', wording);
  try {
    for (const locale of languages) {
      await lender.open({ locale, enableUpload: true });
      const { widget } = lender;
      await expect(widget.locator('.consent-data li')).toHaveCount(7);
      const footer = (await widget.locator('.actions').boundingBox())?.y ?? 0;
      const lowest = async (selector: string) => {
        const box = await widget.locator(selector).last().boundingBox();
        return (box?.y ?? Number.POSITIVE_INFINITY) + (box?.height ?? 0);
      };
      expect(await lowest('.consent-data li'), `${locale}: data`).toBeLessThanOrEqual(footer);
      expect(await lowest('.consent-data a'), `${locale}: privacy link`).toBeLessThanOrEqual(footer);
      expect(await lowest('.consent-terms h2'), `${locale}: terms`).toBeLessThanOrEqual(footer);
      expect(await lowest('.actions .button'), `${locale}: buttons`).toBeLessThanOrEqual(667);
      await expect(widget.locator('.consent-data a')).toHaveAttribute('href', wording.privacyUrl);
    }
  } finally {
    await callApi(winkwire, `DELETE /v1/consentTemplates/${template.id}`);
  }
});

test('the terms scroll by keyboard, and without a privacy notice there is no link', async ({
  lender,
  page,
  winkwire,
}) => {
  const { privacyUrl: _, ...without } = wording;
  const template = await callApi<{ id: string }>(winkwire, 'POST /v1/consentTemplates', without);
  try {
    await lender.open();
    const terms = lender.widget.locator('.consent-terms');
    await terms.focus();
    await page.keyboard.press('End');
    await expect.poll(() => terms.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
    await expect(lender.widget.locator('.consent-data a')).toHaveCount(0);
  } finally {
    await callApi(winkwire, `DELETE /v1/consentTemplates/${template.id}`);
  }
});

test('if the wording changes while the user reads it, the click shows the new wording and records nothing', async ({
  lender,
  winkwire,
}) => {
  const { userId, accessToken: userToken } = await lender.token();
  await lender.open({ userToken });
  const agree = lender.widget.getByRole('button', { name: 'Agree and continue' });
  await agree.waitFor();
  const consents = () => callApi<{ items: object[] }>(winkwire, `GET /v1/consents?userId=${userId}`);
  const template = await callApi<{ id: string }>(winkwire, 'POST /v1/consentTemplates', wording);
  try {
    await agree.click();
    await expect(lender.widget.locator('.notice')).toHaveText('The terms have changed. Read them again.');
    await expect(lender.widget.locator('.consent-terms')).toContainText(wording.consentText.trim());
    expect((await consents()).items).toEqual([]);
    await agree.click();
    await expect(lender.widget.getByRole('heading', { name: 'Find your work account' })).toBeVisible();
    expect((await consents()).items).toHaveLength(1);
  } finally {
    await callApi(winkwire, `DELETE /v1/consentTemplates/${template.id}`);
  }
});

test('terms in an unknown language are written in their own direction, whatever that of the title', async ({
  lender,
  winkwire,
}) => {
  const { title: _, language: __, ...unnamed } = wording;
  const template = await callApi<{ id: string }>(winkwire, 'POST /v1/consentTemplates', unnamed);
  try {
    await lender.open({ locale: 'ar' });
    const directionIn = (selector: string) =>
      lender.widget.locator(selector).evaluate((element) => getComputedStyle(element).direction);
    expect(await directionIn('.consent-terms h2')).toBe('rtl');
    expect(await directionIn('.consent-terms p')).toBe('ltr');
    // The title is ours.
    await expect(lender.widget.locator('.consent-terms h2')).toHaveAttribute('lang', 'ar');
    await expect(lender.widget.locator('.consent-terms div')).toHaveAttribute('lang', '');
  } finally {
    await callApi(winkwire, `DELETE /v1/consentTemplates/${template.id}`);
  }
});
