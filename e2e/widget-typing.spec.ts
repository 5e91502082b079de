import { formatCount } from '../packages/widget/src/frame/format-count.ts';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { expect, quietTest as test } from './lender-fixtures.ts';

const only = (provider: string) => ({ enableConsentPage: false, providers: [provider] });

test('digits of another script become plain digits, and a code field shows its whole value', async ({
  lender,
  page,
}) => {
  await lender.open(only('swiftlane'));
  const phone = lender.widget.locator('#login-phone');
  await phone.pressSequentially('\u202a+٦٣٩٥٥٩٩٩١٢٣٤\u202c');
  await expect(phone).toHaveValue('+639559991234');
  await lender.widget.locator('#login-password').fill('123456');
  await page.keyboard.press('Enter');
  const code = lender.widget.getByRole('textbox', { name: en.mfa.code });
  await code.pressSequentially('-- ');
  await expect(code).toHaveValue('');
  // A code that is too long is not cut off: the user sees all of it.
  await code.pressSequentially('123456');
  await expect(code).toHaveValue('123456');
  await page.keyboard.press('Enter');
  await expect(lender.widget.getByText(formatCount(en.mfa.codeLength, 4, 'en'))).toBeVisible();
  await code.fill('');
  await code.pressSequentially('١-٢٤');
  await code.press('ArrowLeft');
  await code.pressSequentially('٣');
  await expect(code).toHaveValue('1234');
  await page.keyboard.press('Enter');
  await expect(lender.widget.getByRole('heading', { name: en.connectSuccess.heading })).toBeVisible();
});

test('no field corrects, capitalises or checks the spelling of what is typed', async ({ lender }) => {
  const attributesOf = (selector: string) =>
    lender.widget.locator(selector).evaluate((element) => ({
      autocorrect: element.getAttribute('autocorrect'),
      autocapitalize: element.getAttribute('autocapitalize'),
      spellcheck: element.getAttribute('spellcheck'),
    }));
  const off = { autocorrect: 'off', autocapitalize: 'none', spellcheck: 'false' };
  await lender.open();
  await lender.widget.getByRole('button', { name: en.consent.agree }).click();
  expect(await attributesOf('input[role=combobox]')).toEqual(off);
  await lender.widget.getByRole('option', { name: 'Parcel Pond' }).click();
  expect(await attributesOf('#login-username')).toEqual(off);
  expect(await attributesOf('#login-password')).toEqual(off);
});

test('a keyboard that composes loses and doubles no digit of a code', async ({ lender, page }) => {
  await lender.open(only('swiftlane'));
  await lender.widget.locator('#login-phone').fill('+639559991234');
  await lender.widget.locator('#login-password').fill('123456');
  await page.keyboard.press('Enter');
  const code = lender.widget.getByRole('textbox', { name: en.mfa.code });
  await code.click();
  const keyboard = await page.context().newCDPSession(page);
  for (const text of ['１', '１２', '１２ ３', '１２ ３４']) {
    const end = text.length;
    await keyboard.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
    // Each key replaces all the composed text, so the widget must not change this text during a composition.
    await expect(code).toHaveValue(text);
  }
  await keyboard.send('Input.insertText', { text: '１２ ３４' });
  await expect(code).toHaveValue('1234');
  await page.keyboard.press('Enter');
  await expect(lender.widget.getByRole('heading', { name: en.connectSuccess.heading })).toBeVisible();
});

test('ESC that discards the text of a keyboard neither clears the search nor closes the widget', async ({
  lender,
  page,
}) => {
  await lender.open();
  await lender.widget.getByRole('button', { name: en.consent.agree }).click();
  const search = lender.widget.getByRole('combobox');
  const composingEscape = () =>
    search.evaluate((input) => {
      // Safari ends the composition before the key arrives, and then sends the key code 229 without `isComposing`.
      for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
        const keys = { key: 'Escape', ...how, bubbles: true, cancelable: true };
        input.dispatchEvent(new KeyboardEvent('keydown', keys));
      }
    });
  await composingEscape();
  await search.fill('parcel');
  await composingEscape();
  await expect(lender.widget.getByRole('option')).toHaveCount(1);
  await expect(search).toHaveValue('parcel');
  expect(await lender.receivedNames()).not.toContain('onClose');
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
});

test('the reply to a question has plain digits and no invisible characters', async ({ lender }) => {
  await lender.open(only('bazaarloom'));
  await lender.widget.locator('#login-email').fill('gpalomero1234@smileapi.io');
  await lender.widget.locator('#login-password').fill('123456');
  await lender.widget.locator('button[type=submit]').click();
  const reply = lender.widget.locator('#answer');
  await reply.fill('\u200e١٢٣٤\u200e');
  await expect(reply).toHaveValue('1234');
});

test('a survey whose texts are invisible is not sent', async ({ lender }) => {
  await lender.open();
  await lender.widget.getByRole('button', { name: en.consent.agree }).click();
  await lender.widget.getByRole('button', { name: en.providerList.missing }).click();
  const employer = lender.widget.getByRole('textbox', { name: en.employerSurvey.employer });
  await employer.fill('\u200b\ufeff');
  await expect(employer).toHaveValue('');
  await lender.widget.getByRole('textbox', { name: en.employerSurvey.city }).fill('\ufeffCebu\u200b City');
  await expect(lender.widget.locator('#survey-city')).toHaveValue('Cebu City');
  await lender.widget.getByRole('button', { name: en.employerSurvey.submit }).click();
  await expect(lender.widget.getByText(en.required(en.fieldNames.employerName))).toBeVisible();
});

test('the focus returns to the field after a question', async ({ lender, page }) => {
  await lender.open(only('parcelpond'));
  const userName = lender.widget.locator('#login-username');
  await userName.fill('George');
  const question = lender.widget.getByRole('dialog', { name: en.closing.heading });
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: en.closing.stay }).click();
  await expect(userName).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(userName).toBeFocused();
});
