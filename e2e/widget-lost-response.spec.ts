import { en } from '../packages/widget/src/frame/texts/en.ts';
import { expect, test } from './lender-fixtures.ts';

test('a user who presses again after the response was lost links one account', async ({ lender, page }) => {
  const attempts: unknown[] = [];
  // The server gets the first request, but its response does not arrive.
  await page.route('**/widget/api/accounts', async (route) => {
    attempts.push(route.request().postDataJSON().attempt);
    const response = await route.fetch();
    if (attempts.length === 1) await route.abort();
    else await route.fulfill({ response });
  });
  await lender.open({ providers: ['parcelpond'], enableConsentPage: false });
  await lender.widget.locator('#login-username').fill('George');
  await lender.widget.locator('#login-password').fill('123456');
  const submit = lender.widget.getByRole('button', { name: en.login.submit });
  await submit.click();
  await expect(lender.widget.getByRole('alert').first()).not.toBeEmpty();
  await submit.click();
  await expect(lender.widget.getByRole('heading', { name: en.connectSuccess.heading })).toBeVisible();
  expect(attempts).toEqual([expect.stringMatching(/^et-/), attempts[0]]);
  const created = (await lender.received()).filter(({ name }) => name === 'onAccountCreated');
  expect(created).toHaveLength(1);
});
