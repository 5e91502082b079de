import { callApi } from './call-api.ts';
import { expect, test } from './fixtures.ts';
import { WidgetSteps } from './widget-steps.ts';

interface Page<Item> {
  items: Item[];
}

test('an invitation leads from the mail through the landing page to a linked account', async ({
  demo,
  winkwire,
  context,
}) => {
  await demo.page.getByRole('button', { name: 'Invite by e-mail' }).click();
  const invited = await demo.webhook('INVITE_INVITED');
  const { inviteId, userId } = invited.data as Record<string, string>;
  const email = (await demo.page.locator('#control-note').textContent())?.match(
    /\S+@\S+\.example/,
  )?.[0] as string;

  // The page sends a request when it is opened. The test delays this request until the button has been clicked.
  const clicked = Promise.withResolvers<void>();
  await context.route('**/opened', async (route) => {
    await clicked.promise;
    await route.continue();
  });
  const mails = await context.newPage();
  await mails.goto(`${winkwire.url}/demo/mail`);
  await mails.getByRole('button', { name: email }).click();
  const mail = mails.frameLocator('#frame');
  const opening = context.waitForEvent('page');
  await mail.getByRole('link', { name: 'Link your work account' }).click();

  const landing = await opening;
  await expect(
    landing.getByRole('heading', { name: 'Confirm your income with Harbor Lending' }),
  ).toBeVisible();
  await landing.getByRole('button', { name: 'Link your work account' }).click();
  clicked.resolve();
  const widget = new WidgetSteps(landing.frameLocator('iframe[src*="/widget/"]'));
  await widget.connectAsGeorge();
  await widget.press('Done');
  await landing.bringToFront();
  await expect(landing.getByRole('heading', { name: 'Thank you, Sam' })).toBeVisible();

  expect(await demo.webhook('INVITE_LINKED')).toMatchObject({ data: { inviteId, userId } });
  const invite = await callApi(winkwire, `GET /v1/invites/${inviteId}`);
  expect(invite).toMatchObject({ status: 'LINKED', email, userId, linkedAt: expect.any(String) });
  const logs = await callApi<Page<{ inviteStatus: string }>>(winkwire, `GET /v1/invites/${inviteId}/logs`);
  expect(logs.items.map((log) => log.inviteStatus).reverse()).toEqual([
    'INVITED',
    'EMAIL_OPENED',
    'LANDING_PAGE_OPENED',
    'WINK_WIDGET_OPENED',
    'LINKED',
  ]);
});

test('texts of an invitation in an unknown language are written in their own direction', async ({
  winkwire,
  page,
}) => {
  const texts = { header: 'أكّد دخلك.', description: 'يستغرق دقيقة.', button: 'ابدأ' };
  const content = {
    name: 'Unnamed language',
    company: { name: 'Harbor', logoUrl: 'https://harbor.example/logo.png' },
    email: { sendEmail: false, senderName: 'H', replyAddress: 'h@harbor.example', subject: 'H', body: 'H' },
    landingPage: texts,
    successPage: texts,
  };
  const template = await callApi<{ id: string }>(winkwire, 'POST /v1/inviteTemplates', content);
  const person = { fullName: 'Sam Reyes', email: 'sam@harbor.example', templateId: template.id };
  const invite = await callApi<{ inviteLandingPageUrl: string }>(winkwire, 'POST /v1/invites', person);
  await page.goto(invite.inviteLandingPageUrl);
  const directionOf = (text: string) =>
    page
      .locator('#start')
      .getByText(text)
      .evaluate((element) => getComputedStyle(element).direction);
  for (const text of Object.values(texts)) expect(await directionOf(text), text).toBe('rtl');
  // The page's own texts are in English, so they run from left to right.
  expect(await page.locator('.how').evaluate((list) => getComputedStyle(list).direction)).toBe('ltr');
});

test('a link token in the fragment opens the hosted page, and is removed from the address at once', async ({
  page,
  winkwire,
}) => {
  const { token } = await callApi<{ token: { accessToken: string } }>(winkwire, 'POST /v1/users', {});
  await page.goto(`${winkwire.url}/connect/#token=${token.accessToken}`);
  const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
  await widget.connectAsGeorge();
  expect(page.url()).toBe(`${winkwire.url}/connect/`);
  await widget.press('Done');
  await expect(page.getByRole('heading', { name: 'All done' })).toBeVisible();
});
