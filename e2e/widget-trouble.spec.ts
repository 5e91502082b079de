import { formatCount } from '../packages/widget/src/frame/format-count.ts';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { expect, quietTest as test } from './lender-fixtures.ts';
import type { LenderPage } from './lender-page.ts';

const only = (provider: string) => ({ enableConsentPage: false, providers: [provider] });

function actionsOn({ widget }: LenderPage) {
  const button = (name: string) => widget.getByRole('button', { name, exact: true });
  return {
    button,
    sees: (name: string) => expect(widget.getByRole('heading', { level: 1, name })).toBeVisible(),
    async logIn(username: string, password = '123456') {
      await widget.locator('#login input').first().fill(username);
      await widget.locator('#login input').last().fill(password);
      await button(en.login.submit).click();
    },
  };
}

test('the widget reports a blocked popup, and one more click opens it', async ({ lender, page }) => {
  await page.addInitScript(() => {
    const open = window.open.bind(window);
    let isBlocked = true;
    window.open = (...parameters) => {
      if (!isBlocked) return open(...parameters);
      isBlocked = false;
      return null;
    };
  });
  await lender.goto();
  const { button, sees } = actionsOn(lender);
  await lender.open(only('peoplehub'));
  await button(en.login.redirect('Peoplehub')).click();
  await sees(en.redirecting.heading('Peoplehub'));
  await expect(lender.widget.getByRole('alert').getByText(en.redirecting.blocked)).toBeVisible();
  const popup = page.waitForEvent('popup');
  await button(en.redirecting.open).click();
  await (await popup).waitForURL(/sandbox|authorize|interaction/);
  await expect(lender.widget.getByText(en.redirecting.blocked)).toBeHidden();
});

test('a wrong password keeps the user name, and the right one links', async ({ lender }) => {
  const { button, sees, logIn } = actionsOn(lender);
  await lender.open(only('parcelpond'));
  await logIn('George', 'wrong');
  const password = lender.widget.locator('#login-password');
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(password).toHaveAccessibleDescription(en.login.rejected);
  await expect(password).toHaveValue('');
  await expect(lender.widget.locator('#login-username')).toHaveValue('George');
  expect(await lender.receivedNames()).toEqual([
    ...['LoginPageOpened', 'onAccountCreated'],
    ...['onAccountError', 'LoginPageOpened'],
  ]);
  await password.fill('123456');
  await expect(password).not.toHaveAttribute('aria-invalid');
  await button(en.login.submit).click();
  await sees(en.connectSuccess.heading);
});

test('a wrong code can be corrected, a new one requested, and Back leads to the login', async ({
  lender,
}) => {
  const { button, sees, logIn } = actionsOn(lender);
  const code = lender.widget.getByRole('textbox', { name: en.mfa.code });
  await lender.open(only('swiftlane'));
  await logIn('+639559991234');
  await sees(en.mfa.heading);
  await button(en.back).click();
  await sees(en.login.heading('Swiftlane'));
  await logIn('+639559991234');
  await code.fill('9999');
  await button(en.mfa.submit).click();
  await expect(code).toHaveAccessibleDescription(en.mfa.wrongCode);
  await expect(code).toBeFocused();
  await expect(code).toHaveAttribute('aria-invalid', 'true');
  await button(en.mfa.newCode).click();
  await expect(lender.widget.getByText(en.mfa.newCodeSent).first()).toBeVisible();
  await expect(code).toHaveValue('');
  await code.fill('1234');
  await button(en.mfa.submit).click();
  await sees(en.connectSuccess.heading);
});

test('what is typed after going back stays when the server has stopped the sign-in', async ({
  lender,
  page,
}) => {
  const { button, sees, logIn } = actionsOn(lender);
  const asked = Promise.withResolvers<void>();
  const allowed = Promise.withResolvers<void>();
  await page.route('**/accounts/*/stop', async (route) => {
    asked.resolve();
    await allowed.promise;
    await route.continue();
  });
  await lender.open(only('swiftlane'));
  await logIn('+639559991234');
  await sees(en.mfa.heading);
  await button(en.back).click();
  await asked.promise;
  const phone = lender.widget.locator('#login input').first();
  await phone.fill('+639559991234');
  const stopped = page.waitForResponse('**/accounts/*/stop');
  allowed.resolve();
  await stopped;
  await lender.widget.locator('#login input').last().fill('123456');
  await button(en.login.submit).click();
  await sees(en.mfa.heading);
});

test('a login without a network says so and keeps the input, and the next one succeeds', async ({
  lender,
  page,
}) => {
  const { button, sees, logIn } = actionsOn(lender);
  await lender.open(only('parcelpond'));
  await sees(en.login.heading('Parcel Pond'));
  await page.context().setOffline(true);
  await logIn('George');
  await expect(lender.widget.getByRole('alert').getByText(en.failures.NETWORK!)).toBeVisible();
  await expect(lender.widget.locator('#login-password')).toHaveValue('123456');
  await page.context().setOffline(false);
  await button(en.login.submit).click();
  await sees(en.connectSuccess.heading);
});

test('the error for a text that is too long contains the limit, and a shorter text is sent', async ({
  lender,
}) => {
  const { button, sees, logIn } = actionsOn(lender);
  await lender.open(only('parcelpond'));
  await logIn('George', 'x'.repeat(501));
  await expect(lender.widget.getByText(formatCount(en.tooLong, 500, 'en'))).toBeVisible();
  await expect(lender.widget.locator('#login-password')).toBeFocused();
  await lender.widget.locator('#login-password').fill('123456');
  await button(en.login.submit).click();
  await sees(en.connectSuccess.heading);
});

test('a double click sends one login', async ({ lender, page }) => {
  const { button, sees } = actionsOn(lender);
  let logins = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/widget/api/accounts')) logins += 1;
  });
  await lender.open(only('parcelpond'));
  await lender.widget.locator('#login input').first().fill('George');
  await lender.widget.locator('#login input').last().fill('123456');
  await button(en.login.submit).dblclick();
  await sees(en.connectSuccess.heading);
  expect(logins).toBe(1);
});

test('names of any length stay inside the card', async ({ lender, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const { sees } = actionsOn(lender);
  const companyName = `${'Rhabarberbarbarabarbarenbart'.repeat(3)} and Sons Savings`;
  await lender.open({ companyName });
  await sees(en.consent.heading(companyName));
  const body = lender.widget.locator('.body');
  expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});
