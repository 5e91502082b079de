import type { WidgetEvent } from '../packages/contract/src/widget-events.ts';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { callApi } from './call-api.ts';
import { expect, test } from './lender-fixtures.ts';
import type { LenderPage } from './lender-page.ts';
import type { Winkwire } from './start-winkwire.ts';
import { WidgetSteps } from './widget-steps.ts';

interface Logged {
  eventId: string;
  sequence: number;
  name: string;
  arguments: Record<string, unknown> | null;
  acknowledgedAt: string | null;
}
const logOf = async (winkwire: Winkwire, sessionId: string) =>
  (await callApi<{ items: Logged[] }>(winkwire, `GET /v1/sessions/${sessionId}/callbacks?size=150`)).items;

/**
 * Opens the widget at a provider's login, with `onEvent` as its only callback. Returns a function that reads the
 * events.
 */
async function openWithEvents(lender: LenderPage): Promise<() => Promise<WidgetEvent[]>> {
  const { accessToken: userToken } = await lender.token();
  await lender.page.evaluate((token) => {
    const page = window as unknown as {
      SmileLinkModal: new (options: object) => { open(): void };
      events: unknown[];
    };
    page.events = [];
    const onEvent = (event: unknown) => page.events.push(event);
    new page.SmileLinkModal({
      userToken: token,
      enableConsentPage: false,
      providers: ['parcelpond'],
      onEvent,
    }).open();
  }, userToken);
  return () => lender.page.evaluate(() => (window as unknown as { events: WidgetEvent[] }).events);
}

async function logIn({ widget }: LenderPage, password: string): Promise<void> {
  await widget.locator('#login input').first().fill('George');
  await widget.locator('#login input').last().fill(password);
  await widget.getByRole('button', { name: en.login.submit, exact: true }).click();
}

test('onEvent gets the whole log of the session with the same ids and numbers, and nothing that was typed', async ({
  lender,
  winkwire,
}) => {
  const events = await openWithEvents(lender);
  await logIn(lender, '123456');
  await lender.widget.getByRole('button', { name: en.done, exact: true }).click();
  await expect.poll(async () => (await events()).at(-1)?.name).toBe('Closed');
  const received = await events();
  const log = await logOf(winkwire, String(received[0]?.sessionId));
  expect(received.map(({ sequence, id }) => [sequence, id])).toEqual(
    log.map(({ sequence, eventId }) => [sequence, eventId]),
  );
  expect(received.map(({ sequence }) => sequence)).toEqual(received.map((_, index) => index + 1));
  expect(received.find(({ name }) => name === 'CredentialsSent')).toMatchObject({
    providerId: 'parcelpond',
    screen: 'LoginPageOpened',
    previousScreen: null,
  });
  expect(received.at(-1)).toMatchObject({ reason: 'exit', screen: 'ConnectSuccessPageOpened' });
  expect(JSON.stringify([received, log])).not.toMatch(/George|123456/);
  const { type } = await callApi<{ type: string }>(winkwire, `GET /v1/events/${received.at(-1)?.id}`);
  expect(type).toBe('USER_SESSION_COMPLETED');
});

for (const [how, kill] of [
  ['crashes', (lender: LenderPage) => crash(lender)],
  ['is closed', (lender: LenderPage) => lender.page.close()],
] as const) {
  test(`a screen that was shown when its tab ${how} is in the log, once`, async ({ lender, winkwire }) => {
    const steps = new WidgetSteps(lender.widget);
    await lender.open();
    await steps.agree();
    await expect.poll(() => lender.receivedNames()).toContain('ProviderListPageOpened');
    const sessionId = String((await lender.received())[0]?.argument.sessionId);
    await steps.choose('Parcel Pond');
    await expect(lender.widget.locator('#login')).toBeVisible();
    await kill(lender);
    const screens = async () =>
      (await logOf(winkwire, sessionId)).map(({ arguments: given }) => given?.eventName).filter(Boolean);
    await expect.poll(screens).toEqual(['ConsentPageOpened', 'ProviderListPageOpened', 'LoginPageOpened']);
  });
}

async function crash({ page }: LenderPage): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // The page crashes before it can respond to this command.
  session.send('Page.crash').catch(() => {});
  await crashed;
}
