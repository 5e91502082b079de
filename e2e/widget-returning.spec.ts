import { en } from '../packages/widget/src/frame/texts/en.ts';
import { callApi } from './call-api.ts';
import { expect, test } from './lender-fixtures.ts';
import type { LenderPage } from './lender-page.ts';

const button = (lender: LenderPage, name: string) => lender.widget.getByRole('button', { name, exact: true });

test('Back leads to the search and to the survey as they were left', async ({ lender }) => {
  const { widget } = lender;
  await lender.open({ enableUpload: true });
  await button(lender, en.consent.agree).click();
  await widget.getByRole('combobox').fill('mabini');
  await expect(widget.locator('#polite')).toHaveText('1 result');
  await widget.getByRole('option', { name: /Mabini/ }).click();
  await widget.locator('#survey-city').fill('Cebu');
  await expect(widget.locator('#polite')).toBeEmpty();
  await button(lender, en.back).click();
  await expect(widget.getByRole('combobox')).toHaveValue('mabini');
  await widget.getByRole('option', { name: /Mabini/ }).click();
  await expect(widget.locator('#survey-city')).toHaveValue('Cebu');
});

test('Back leads to the filter of the list and to the chosen files as they were left', async ({ lender }) => {
  const { widget } = lender;
  await lender.open({ enableUpload: true });
  await button(lender, en.consent.agree).click();
  const filter = button(lender, en.providerTypes.GOVERNMENT);
  await filter.click();
  await widget.getByRole('option', { name: /Civic Pension/ }).click();
  await button(lender, en.back).click();
  await expect(filter).toHaveAttribute('aria-pressed', 'true');
  await button(lender, en.providerList.upload).click();
  const payslip = widget.getByRole('button', { name: en.fileTypes.PAYSLIP });
  await payslip.click();
  const file = { name: 'payslip.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
  await widget.locator('input[type=file]').first().setInputFiles(file);
  await expect(widget.getByText('payslip.pdf')).toBeVisible();
  await button(lender, en.back).click();
  await payslip.click();
  await expect(widget.getByText('payslip.pdf')).toBeVisible();
  // A file that was chosen for one document type is not shown for another type.
  await button(lender, en.back).click();
  await widget.getByRole('button', { name: en.fileTypes.BANK_STATEMENT }).click();
  await expect(button(lender, en.upload.submit)).toBeVisible();
  await expect(widget.getByText('payslip.pdf')).toHaveCount(0);
});

test('the X asks before chosen files are lost, and no longer after Back', async ({ lender, page }) => {
  const { widget } = lender;
  await lender.open({ enableUpload: true });
  await button(lender, en.consent.agree).click();
  await button(lender, en.providerList.upload).click();
  await widget.getByRole('button', { name: en.fileTypes.PAYSLIP }).click();
  const file = { name: 'payslip.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
  await widget.locator('input[type=file]').first().setInputFiles(file);
  await button(lender, en.close).click();
  await widget.getByRole('dialog').getByRole('button').first().click();
  await expect(widget.getByRole('dialog')).toHaveCount(0);
  await expect(widget.getByText('payslip.pdf')).toBeVisible();
  await button(lender, en.back).click();
  await expect(widget.getByText('payslip.pdf')).toHaveCount(0);
  await button(lender, en.close).click();
  await expect(page.locator('iframe')).toHaveCount(0);
});

test('after an account was disconnected, the list is one click away', async ({ lender }) => {
  const { widget } = lender;
  await lender.open();
  await button(lender, en.consent.agree).click();
  await widget.getByRole('option', { name: /Work Permit Desk/ }).click();
  await expect(widget.getByText(en.login.emptyIntro('Work Permit Desk'))).toBeVisible();
  await expect(widget.getByText(en.login.sandboxTitle)).toHaveCount(0);
  await button(lender, en.login.submit).click();
  await button(lender, en.connectSuccess.another).click();
  await widget.getByRole('option', { name: /Work Permit Desk/ }).click();
  await button(lender, en.accountRevoke.revoke).click();
  await widget.getByRole('dialog').getByRole('button', { name: en.accountRevoke.confirm }).click();
  await expect(widget.getByRole('heading', { name: en.accountRevoke.goneTitle })).toBeVisible();
  await button(lender, en.linkErrorAnother).click();
  await expect(widget.getByRole('heading', { name: en.providerList.heading })).toBeVisible();
});

test('ESC on a session that has ended asks before typed input is lost', async ({
  lender,
  page,
  winkwire,
}) => {
  const { widget } = lender;
  const { userId, accessToken } = await lender.token();
  await lender.open({ userToken: accessToken, providers: ['parcelpond'], enableConsentPage: false });
  await widget.locator('#login-username').fill('George');
  await callApi(winkwire, `POST /v1/sandbox/users/${userId}/expireTokens`);
  await widget.locator('#login-password').fill('123456');
  await button(lender, en.login.submit).click();
  await expect(widget.getByRole('heading', { name: en.expired.stuckHeading })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(widget.getByRole('dialog', { name: en.closing.heading })).toBeVisible();
  expect(await lender.receivedNames()).not.toContain('onClose');
});

test('the address of the frame, opened by itself, leads to the page that explains it', async ({
  page,
  winkwire,
}) => {
  await page.goto(`${winkwire.url}/widget/`);
  await page.waitForURL('**/connect/');
  await expect(page.getByRole('heading').first()).toBeVisible();
});
