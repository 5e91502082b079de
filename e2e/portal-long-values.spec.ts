import { OpenedSession } from './open-sessions.ts';
import { expect, type Portal, type Receiver, test } from './portal-page.ts';
import { widerThanThePage } from './wider-than-the-page.ts';

/** Letters without a place to break the line, as in a hash or a signed address. */
const long = (length: number) => 'loan_origination_eu_'.repeat(25).slice(0, length);

interface Added {
  webhookId: string;
  deadId: string;
  eventId: string;
  templateId: string;
  sessionId: string;
  userId: string;
}

/** Adds what the portal's pages show, most of it with very long names and values. */
async function addLongest(portal: Portal, receiver: Receiver): Promise<Added> {
  const url = `${receiver.url}?sig=`;
  const settings = {
    name: long(200),
    url: url + long(500 - url.length),
    delivery: { retryDelays: [3600] },
    eventTypes: ['ALL_EVENTS'],
  };
  const webhook = await portal.addWebhook(settings);
  const dead = await portal.addWebhook(settings);
  await portal.api('PATCH', `/webhooks/${dead.id}`, { active: false });
  const eventId = await portal.publish(long(100));
  await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
  const template = await portal.api('POST', '/winkTemplates', {
    name: long(200),
    company: { name: long(200), logoUrl: null },
  });
  const session = await OpenedSession.open(portal);
  const { user } = await portal.api('POST', '/users', {
    externalMetadata: { [long(50)]: long(200), hash: '9f86d081884c7d65'.repeat(4) },
  });
  await portal.api('POST', '/hostedLinks', { userId: user.id, state: long(500) });
  await portal.api('POST', '/keys', { name: long(100) });
  return {
    webhookId: webhook.id,
    deadId: dead.id,
    eventId,
    templateId: template.id,
    sessionId: session.id,
    userId: user.id,
  };
}

// 960 px is the smallest width at which the portal shows the tables of the desktop layout.
for (const width of [320, 960, 1280]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test('no page scrolls sideways, however long the values are', async ({ portal, receiver }) => {
      test.slow();
      const { page } = portal;
      receiver.status = 500;
      receiver.response = long(500);
      const added = await addLongest(portal, receiver);
      const paths = [
        '',
        '/webhooks',
        `/webhooks/${added.webhookId}`,
        `/webhooks/${added.deadId}`,
        `/webhooks/${added.webhookId}/edit`,
        '/events',
        `/events/${added.eventId}`,
        `/deliveries?webhookId=${added.webhookId}`,
        '/attempts',
        '/sessions',
        `/sessions/${added.sessionId}`,
        '/funnel',
        '/users',
        `/users/${added.userId}`,
        '/widget',
        `/widget/${added.templateId}`,
        '/hosted-links',
        '/keys',
      ];
      for (const path of paths) {
        await portal.goto(`/sandbox${path}`);
        await expect(portal.heading(/./)).toBeVisible();
        await expect(page.getByText('Loading', { exact: true })).toHaveCount(0);
        expect.soft(await widerThanThePage(page), path).toEqual([]);
      }
      for (const id of [added.webhookId, added.deadId]) await portal.api('DELETE', `/webhooks/${id}`);
    });
  });
}
