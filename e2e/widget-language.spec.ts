import { ar } from '../packages/widget/src/frame/texts/ar.ts';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { es } from '../packages/widget/src/frame/texts/es.ts';
import { expect, test } from './lender-fixtures.ts';
import { LenderPage } from './lender-page.ts';

const root = (lender: LenderPage) => lender.widget.locator('html');
const heading = (lender: LenderPage, name: string) =>
  expect(lender.widget.getByRole('heading', { level: 1, name })).toBeVisible();

test('the language can be switched on a form, which keeps what was typed', async ({ lender }) => {
  const { widget } = lender;
  await lender.open({ locale: 'en', providers: ['parcelpond'] });
  const switchButton = widget.getByRole('button', { name: en.language.label });
  await switchButton.click();
  await widget.getByRole('dialog').getByRole('button', { name: en.cancel }).click();
  await expect(switchButton).toBeFocused();
  await switchButton.click();
  await widget.getByRole('dialog').getByRole('button', { name: 'العربية' }).click();
  await heading(lender, ar.consent.heading('Northwind Lending'));
  await expect(root(lender)).toHaveAttribute('dir', 'rtl');
  await expect(root(lender)).toHaveAttribute('lang', 'ar');
  await expect(widget.getByText('شارك بيانات عملك مع Northwind Lending')).toBeVisible();
  await widget.getByRole('button', { name: ar.consent.agree }).click();

  await widget.getByRole('textbox', { name: ar.login.fields.username, exact: true }).fill('George');
  const languageButton = (name: string) => widget.getByRole('button', { name, exact: true });
  await languageButton(ar.language.label).click();
  await widget.getByRole('dialog').getByRole('button', { name: 'Español' }).click();
  await heading(lender, es.login.heading('Parcel Pond'));
  await expect(root(lender)).toHaveAttribute('dir', 'ltr');
  const username = widget.getByRole('textbox', { name: es.login.fields.username, exact: true });
  await expect(username).toHaveValue('George');
  await expect(languageButton(es.language.label)).toBeFocused();
  await expect(widget.getByRole('status').filter({ hasText: es.language.changed })).toBeAttached();
});

test('a locale that is not understood is reported, and the browser decides', async ({
  browser,
  winkwire,
}) => {
  const context = await browser.newContext({ locale: 'ar-EG' });
  const page = await context.newPage();
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await using lender = await LenderPage.serve(page, winkwire);
  await lender.goto();
  await lender.open({ locale: 'estonian' });
  await heading(lender, ar.consent.heading('Northwind Lending'));
  await expect(root(lender)).toHaveAttribute('lang', 'ar-EG');
  expect(warnings.filter((text) => text.includes('estonian'))).toHaveLength(1);
  await context.close();
});
