import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Page } from '@playwright/test';
import { OpenedSession } from './open-sessions.ts';
import { expect, type Portal, test } from './portal-page.ts';
import { portalRoutes as routes } from './portal-routes.ts';
import { uploadDocuments } from './upload-documents.ts';
import { widerThanThePage } from './wider-than-the-page.ts';

const pages: [path: string, heading: string][] = [
  ['/sandbox', 'Overview'],
  ['/production', 'Overview'],
  ['/sandbox/webhooks', 'Webhooks'],
  ['/sandbox/webhooks/new', 'Add a webhook'],
  ['/sandbox/events', 'Events'],
  ['/sandbox/deliveries', 'Deliveries'],
  ['/sandbox/attempts', 'Attempts'],
  ['/sandbox/sessions', 'Sessions'],
  ['/sandbox/funnel', 'Funnel'],
  ['/sandbox/users', 'Users'],
  ['/sandbox/widget', 'Wink Widget'],
  ['/sandbox/hosted-links', 'Hosted links'],
  ['/sandbox/keys', 'API keys'],
  ['/sandbox/nowhere', 'Page not found'],
];

// Layout depends on the width, and contrast on the colour scheme, so two combinations are enough.
for (const [width, colorScheme] of [
  [1280, 'light'],
  [320, 'dark'],
] as const) {
  test.describe(`at ${width} px, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } });

    test('every page is accessible, titled, and no wider than the screen', async ({ portal, receiver }) => {
      test.slow();
      const { page } = portal;
      receiver.status = 500;
      const webhook = await portal.addWebhook({ name: 'Loan desk', url: receiver.url });
      await using closing = await closingServer();
      const { port } = closing.address() as AddressInfo;
      const silent = await portal.addWebhook({ name: 'Silent', url: `http://127.0.0.1:${port}/hook` });
      const event = await portal.publish('rec-page');
      await portal.goto('/sandbox');
      // The test waits for the figures of failures, because they are links and axe checks their size.
      const failing = page.getByRole('row').filter({ hasText: 'Loan desk' });
      await expect(failing.getByRole('link', { name: '100%' }).first()).toBeVisible();
      await portal.goto('/sandbox/attempts');
      await expect(page.getByText('Connection lost: closed without answer').first()).toBeVisible();
      const { session, archive, template } = await addOthers(portal);
      const all = [
        ...pages,
        [`/sandbox/webhooks/${webhook.id}`, 'Loan desk'],
        [`/sandbox/webhooks/${webhook.id}/edit`, 'Edit webhook'],
        [`/sandbox/events/${event}`, 'RECORD_CREATED'],
        [`/sandbox/sessions/${session.id}`, 'Session'],
        [`/sandbox/users/${session.userId}`, 'User'],
        [`/sandbox/archives/${archive.id}`, 'Document'],
        [`/sandbox/widget/${template.id}`, 'Theme'],
      ] as const;
      for (const [path, heading] of all) {
        await portal.goto(path);
        await expect(portal.heading(heading)).toBeVisible();
        // The picture of a document's page takes longest to load.
        await expect(page.getByText('Loading', { exact: true })).toHaveCount(0, { timeout: 60_000 });
        expect(await deadLinks(page), path).toEqual([]);
        expect(await page.title()).toMatch(/ · Winkwire$/);
        expect(await widerThanThePage(page), path).toEqual([]);
        await portal.expectAccessible();
      }
      for (const { id } of [webhook, silent]) await portal.api('DELETE', `/webhooks/${id}`);
    });
  });
}

test('the pages that are checked are those of the portal', async () => {
  const spec = await readFile(new URL(import.meta.url), 'utf8');
  const checked = [...spec.matchAll(/[['`]\/sandbox\/?([^'`]*)['`], '/g)].map(([, path]) =>
    path?.replace(/\$\{[^}]*\}/, ':id'),
  );
  expect(routes.length).toBeGreaterThan(15);
  expect(routes.filter((path) => !checked.includes(path))).toEqual([]);
});

test('a developer copies the tag of this version of the loader', async ({ portal, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, winkwire } = portal;
  await portal.goto('/sandbox/widget');
  await page.getByRole('button', { name: 'Copy Tag of this version' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/ integrity="sha384-[\w+/]{64}" crossorigin="anonymous"><\/script>$/);
  const { tag } = (await (await fetch(`${winkwire.url}/v2/loader.json`)).json()) as { tag: string };
  expect(copied).toBe(tag);
});

/** The links that begin with `/portal/` but lead to no page of the portal. */
async function deadLinks(page: Page): Promise<string[]> {
  const patterns = routes.map(
    (route) => new RegExp(`^/portal/(?:sandbox|production)${route && '/'}${route.replace(':id', '[^/]+')}$`),
  );
  const links = page.locator('a[href^="/portal/"]:not([href="/portal/"])');
  const paths = await links.evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).pathname));
  expect(paths.length).toBeGreaterThan(5);
  return paths.filter((path) => !patterns.some((pattern) => pattern.test(path)));
}

async function addOthers(portal: Portal) {
  const session = await OpenedSession.open(portal);
  await session.show(['ConsentPageOpened'], ['ProviderListPageOpened']);
  const archive = await uploadDocuments(portal, 'PAYSLIP', 'payslip-ryan.pdf');
  expect(archive.status).toBe('ANALYZED');
  const template = await portal.api('POST', '/winkTemplates', {
    name: 'Checked template',
    company: { name: 'Lender', logoUrl: null },
  });
  return { session, archive, template };
}

/**
 * A server that closes each connection without a response. This causes the error with the longest name that is possible
 * without TLS.
 */
async function closingServer(): Promise<Server> {
  const server = createServer((socket) => socket.once('data', () => socket.end()).on('error', () => {}));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

test('the portal runs under a policy without inline scripts or styles', async ({ portal }) => {
  const response = await portal.page.goto(`${portal.winkwire.url}/portal/sandbox/events`);
  const policy = response!.headers()['content-security-policy'];
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  await expect(portal.heading('Events')).toBeVisible();
});

test('the keyboard reaches the skip link, then the navigation, then the content', async ({ portal }) => {
  const { page } = portal;
  await portal.goto('/sandbox/webhooks');
  // This link is shown once the reader's role is loaded, and the key would miss it before that.
  const add = page.getByRole('link', { name: 'Add a webhook' });
  await expect(add).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Overview' })).toBeFocused();
  await page.getByRole('link', { name: 'Skip to content' }).focus();
  await page.keyboard.press('Enter');
  // The browser moves the focus a moment after the key was pressed.
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(add).toBeFocused();
});

test('when the server does not respond the page says so, and keeps what it shows', async ({ portal }) => {
  const { page } = portal;
  await portal.publish('rec-stays');
  await portal.goto('/sandbox/events');
  await expect(page.getByRole('table')).toContainText('RECORD_CREATED');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.route('**/v1/**', (route) => route.abort());
  await expect(page.getByRole('alert')).toContainText('The server is not responding');
  await expect(page.getByRole('table')).toContainText('RECORD_CREATED');
  await expect(page.getByText('Not updating')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toHaveCount(0);
  await page.unroute('**/v1/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
});
