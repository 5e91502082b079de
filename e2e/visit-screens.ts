import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { formatCount } from '../packages/widget/src/frame/format-count.ts';
import type { Texts } from '../packages/widget/src/frame/texts/en.ts';
import { isStill } from './is-still.ts';
import type { LenderPage } from './lender-page.ts';

interface Visit {
  lender: LenderPage;
  texts: Texts;
  options: Record<string, unknown>;
  /** Called on every screen, when nothing on it moves any more. */
  onScreen: (name: string) => Promise<void>;
}

const payslip = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: readFileSync(new URL('../packages/server/assets/documents/payslip-george.pdf', import.meta.url)),
});

/** Visits every screen of the widget. The real server responds, except on the last two screens. */
export async function visitScreens({ lender, texts, options, onScreen }: Visit): Promise<void> {
  const { widget, page } = lender;
  const button = (name: string): Locator => widget.getByRole('button', { name, exact: true });
  const heading = (name: string | RegExp) =>
    expect(widget.getByRole('heading', { level: 1, name })).toBeVisible();
  const dialog = widget.getByRole('dialog');
  const provider = (name: string) => widget.getByRole('option', { name: new RegExp(name) });
  const stop = async (name: string) => {
    // An element under the pointer would have its hover style, so the pointer is moved away.
    await page.mouse.move(0, 0);
    await expect.poll(() => widget.locator('html').evaluate(isStill), { message: name }).toBe(true);
    await onScreen(name);
  };
  const logIn = async (username: string) => {
    await widget.locator('#login input').first().fill(username);
    await widget.locator('#login input').last().fill('123456');
    await button(texts.login.submit).click();
  };
  const open = (more: Record<string, unknown>) => lender.open({ ...options, ...more });
  const all = { enableUpload: true, topProviders: ['parcelpond', 'civic-pension', 'swiftlane'] };

  await open(all);
  await heading(texts.consent.heading('Northwind Lending'));
  await stop('01-consent');
  await widget.locator('.consent-terms p').last().scrollIntoViewIfNeeded();
  await stop('02-consent-terms');
  await button(texts.consent.agree).click();
  await heading(texts.providerList.heading);
  await stop('03-provider-list');
  await widget.getByRole('combobox').fill('zzz');
  await expect(widget.locator('.empty')).toBeVisible();
  await stop('04-provider-list-empty');
  await widget.getByRole('combobox').fill('parcel');
  await widget.getByRole('combobox').press('ArrowDown');
  await expect(widget.locator('.option.is-active')).toBeVisible();
  await stop('05-provider-list-search');
  await widget.getByRole('combobox').press('Enter');
  await heading(texts.login.heading('Parcel Pond'));
  await stop('06-login');
  await button(texts.login.submit).click();
  await expect(widget.locator('.field-error')).toHaveCount(2);
  await stop('07-login-missing');
  await button(texts.login.options).click();
  await heading(texts.loginOptions.heading);
  await stop('08-login-options');
  await widget.locator('.rows-list button').first().click();
  await heading(texts.login.heading('Parcel Pond'));
  await widget.locator('#login input').first().fill('George');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await stop('09-closing');
  await button(texts.closing.stay).click();
  await logIn('George');
  await heading(texts.connectSuccess.heading);
  await stop('10-connect-success');
  await button(texts.connectSuccess.another).click();
  await provider('Parcel Pond').click();
  await heading('Parcel Pond');
  await stop('11-account-revoke');
  await button(texts.accountRevoke.revoke).click();
  await expect(dialog).toBeVisible();
  await stop('12-account-revoke-question');
  await dialog.getByRole('button', { name: texts.accountRevoke.confirm, exact: true }).click();
  await heading(texts.accountRevoke.goneTitle);
  await stop('13-account-revoked');

  await open(all);
  await button(texts.consent.agree).click();
  await provider('Parcel Pond').click();
  await logIn('error_ACCOUNT_LOCKED');
  await heading(texts.linkErrors.ACCOUNT_LOCKED.title);
  await stop('14-link-error');
  await button(texts.linkErrorAnother).click();
  await button(texts.providerList.missing).click();
  await heading(texts.employerSurvey.heading);
  await stop('15-employer-survey');
  await widget.locator('#survey-employerName').fill('Harbour Bakery');
  await widget.locator('#survey-city').fill('Cebu');
  await widget.locator('#survey-payPeriod').selectOption('MONTHLY');
  await button(texts.employerSurvey.next).click();
  await heading(texts.fileTypeList.heading);
  await stop('16-file-types');
  await widget.locator('.rows-list button').first().click();
  await expect(widget.locator('input[type=file][multiple]')).toBeAttached();
  await stop('17-upload');
  await widget
    .locator('input[type=file][multiple]')
    .setInputFiles([payslip('march.pdf'), payslip('notes.docx')]);
  await expect(widget.locator('.files .field-error')).toBeVisible();
  await stop('18-upload-files');
  await button(texts.upload.remove('notes.docx')).click();
  await button(formatCount(texts.upload.submitCount, 1, String(options.locale))).click();
  await heading(texts.archiveSuccess.heading);
  await stop('19-archive-success');
  await button(texts.archiveSuccess.another).click();
  await heading(texts.fileTypeList.heading);
  await stop('20-documents');
  await widget.locator('.rows-list button').first().click();
  await expect(widget.locator('.files')).toBeVisible();
  await stop('21-archive');
  await button(texts.revokeArchive.remove).click();
  await expect(dialog).toBeVisible();
  await stop('22-archive-question');
  await dialog.getByRole('button', { name: texts.revokeArchive.confirm, exact: true }).click();
  await heading(texts.revokeArchive.goneTitle);
  await stop('23-archive-deleted');

  await open({ ...all, enableConsentPage: false, providers: ['nookly'] });
  await widget.locator('#login input').first().fill('+639559991234');
  await widget.locator('#login input').last().fill('123456');
  const release = await holdProgress(page);
  await button(texts.login.submit).click();
  await heading(texts.connecting.heading('Nookly'));
  await stop('24-connecting');
  await release();
  await expect(widget.getByRole('radio').first()).toBeVisible();
  await stop('25-mfa-choice');
  await widget.getByRole('radio').first().check();
  await button(texts.mfa.submit).click();
  await expect(widget.locator('input.code')).toBeVisible();
  await stop('26-mfa-code');
  await open({ ...all, enableConsentPage: false, providers: ['bazaarloom'] });
  await widget.locator('#login input').first().fill('gpalomero1234@smileapi.io');
  await widget.locator('#login input').last().fill('123456');
  await button(texts.login.submit).click();
  await expect(widget.locator('#answer')).toBeVisible();
  await stop('27-mfa-question');
  await open({ ...all, enableConsentPage: false, providers: ['peoplehub'] });
  await heading(texts.login.heading('Peoplehub'));
  await stop('28-login-redirect');
  const popup = page.waitForEvent('popup');
  await button(texts.login.redirect('Peoplehub')).click();
  await heading(texts.redirecting.heading('Peoplehub'));
  await stop('29-redirecting');
  await (await popup).close();
  await expect(widget.getByText(texts.redirecting.dismissed)).toBeVisible();
  await stop('30-redirect-dismissed');

  await page.route('**/widget/api/sessions', (route) =>
    route.fulfill({ status: 500, body: '{"code":"SERVER_ERROR"}' }),
  );
  await open({});
  await heading(texts.failed.heading);
  await stop('31-failed');
  await page.unroute('**/widget/api/sessions');
  await page.route('**/widget/api/sessions', (route) =>
    route.fulfill({ status: 401, body: '{"code":"INVALID_TOKEN"}' }),
  );
  await open({});
  await expect(widget.getByRole('heading', { name: texts.expired.stuckHeading })).toBeVisible();
  await stop('32-ended');
  await page.unroute('**/widget/api/sessions');
}

async function holdProgress(page: Page): Promise<() => Promise<void>> {
  const address = /widget\/api\/accounts\/[^/]+\?after/;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(address, async (route) => {
    await released;
    await route.fallback();
  });
  return async () => {
    release();
    await page.unroute(address);
  };
}
