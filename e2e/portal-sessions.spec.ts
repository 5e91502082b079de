import { OpenedSession } from './open-sessions.ts';
import { expect, test } from './portal-page.ts';

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

test('a session leads from the list to its screens, its user and its events', async ({ portal }) => {
  const { page } = portal;
  const left = await OpenedSession.open(portal, phone);
  await left.show(['ConsentPageOpened'], ['ProviderListPageOpened'], ['LoginPageOpened', 'swiftlane']);
  await left.close();
  const failed = await OpenedSession.open(portal);
  await failed.show(['ConsentPageOpened'], ['LoginPageOpened', 'parcelpond']);
  await failed.logIn('parcelpond', 'error_ACCOUNT_LOCKED');
  await expect
    .poll(async () => (await portal.api('GET', `/sessions/${failed.id}`)).errorCode)
    .toBe('ACCOUNT_LOCKED');
  await failed.close();

  await portal.goto('/sandbox/users');
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Sessions' }).click();
  await expect(portal.heading('Sessions')).toBeVisible();
  await page.getByLabel('Outcome').selectOption('Failed');
  await expect(page).toHaveURL(/outcome=FAILED/);
  await expect(page.getByRole('row').filter({ hasText: 'ACCOUNT_LOCKED' })).toContainText('parcelpond');
  await page.getByRole('link', { name: 'Clear' }).click();
  await page.getByLabel('Device').selectOption('Phone');
  await page.getByRole('link', { name: 'Left at Login' }).first().click();

  await expect(portal.heading('Session')).toBeVisible();
  const screens = page.getByRole('region', { name: 'Screens' }).getByRole('listitem');
  await expect(screens).toHaveText([/^Consent/, /^Provider list/, /^Login/, /^Left at Login/]);
  await expect(page.getByRole('region', { name: 'About' })).toContainText('Phone');
  await portal.expectAccessible();
  await page.getByRole('link', { name: 'Events of this session' }).click();
  await expect(page).toHaveURL(new RegExp(`/events\\?sessionId=${left.id}`));
  await page.getByRole('link', { name: 'USER_SESSION_COMPLETED' }).click();
  await expect(page.locator(`main a[href$="/sessions/${left.id}"]`)).toBeVisible();
  await portal.goto(`/sandbox/users/${left.userId}`);
  await page.getByRole('link', { name: 'Sessions of this user' }).click();
  await expect(page.getByRole('link', { name: 'Left at Login' })).toHaveCount(1);
});

test('the funnel counts each step, by day, provider and device, and leads to the sessions', async ({
  portal,
}) => {
  const { page } = portal;
  const one = await OpenedSession.open(portal);
  await one.show(['ConsentPageOpened']);
  await portal.goto('/sandbox/funnel?by=provider');
  const { steps } = await portal.api('GET', '/sessions/funnel');
  const bars = page.getByRole('region', { name: 'All sessions' }).getByRole('listitem');
  await expect(bars).toHaveCount(6);
  await expect(bars.first()).toContainText(`Session created${steps[0].sessions} 100%`);
  await portal.expectAccessible();

  const two = await OpenedSession.open(portal);
  await two.show(['ConsentPageOpened'], ['LoginPageOpened', 'monthend']);
  await two.close();
  await portal.goto('/sandbox/funnel?by=provider&device=DESKTOP');
  await page.getByLabel('Groups').selectOption('By device');
  await expect(page.getByRole('region', { name: 'By device' })).toContainText('Desktop');
  await portal.goto('/sandbox/funnel?by=provider');
  await page.getByRole('region', { name: 'By provider' }).getByRole('link', { name: 'Monthend' }).click();
  await expect(page).toHaveURL(/sessions\?providerId=monthend/);
  await expect(page.getByRole('link', { name: 'Left at Login' })).toHaveCount(1);
  await portal.goto('/sandbox/funnel?by=provider&device=DESKTOP');
  await page.getByRole('region', { name: 'By provider' }).getByRole('link', { name: 'Monthend' }).click();
  await expect(page).toHaveURL(/sessions\?providerId=monthend&device=DESKTOP/);
  await expect(page.getByLabel('Device')).toHaveValue('DESKTOP');

  await portal.goto('/production/funnel');
  await expect(page.getByText('No sessions in this period')).toBeVisible();
});

test('the page of a user shows how the newest session ended, and the list claims nothing about sessions', async ({
  portal,
}) => {
  const { page } = portal;
  const { user } = await portal.api('POST', '/users', {});
  await portal.goto(`/sandbox/users/${user.id}`);
  const about = page.getByRole('region', { name: 'About' });
  await expect(about).toContainText('none yet');

  const left = await OpenedSession.open(portal);
  await left.show(['ConsentPageOpened']);
  await left.close();
  await portal.goto(`/sandbox/users/${left.userId}`);
  await expect(about.getByRole('link', { name: 'Left at Consent' })).toBeVisible();
  await portal.expectAccessible();
  await about.getByRole('link', { name: 'Left at Consent' }).click();
  await expect(page).toHaveURL(new RegExp(`/sessions/${left.id}$`));

  await portal.goto('/sandbox/users');
  await expect(page.getByRole('columnheader')).toHaveText(['User', 'Your reference', 'Accounts', 'Created']);
});
