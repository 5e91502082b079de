import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { axeViolations } from './axe-violations.ts';
import { OpenedSession } from './open-sessions.ts';
import { expect, type Portal, type Receiver, test } from './portal-page.ts';
import type { Winkwire } from './start-winkwire.ts';
import { uploadDocuments } from './upload-documents.ts';

const cli = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));

/** The controls that each page offers to an operator but not to a viewer. */
const changes: Record<string, string[]> = {
  '/sandbox': [],
  '/sandbox/webhooks': ['Add a webhook'],
  '/sandbox/webhooks/new': ['Add webhook', 'Cancel'],
  '/sandbox/webhooks/WEBHOOK': [
    'Delete webhook',
    'Edit',
    'End overlap now',
    'Pause',
    'Replay',
    'Rotate',
    'Send a test',
    'Send what failed',
    'Show',
    'Try now',
  ],
  '/sandbox/webhooks/WEBHOOK/edit': ['Cancel', 'Save'],
  '/sandbox/events': [],
  '/sandbox/events/EVENT': ['Redeliver', 'Send it'],
  '/sandbox/deliveries': [],
  '/sandbox/attempts': [],
  '/sandbox/sessions': [],
  '/sandbox/sessions/SESSION': [],
  '/sandbox/funnel': [],
  '/sandbox/users': [],
  '/sandbox/users/USER': [],
  '/sandbox/archives/ARCHIVE': ['Add a value', 'Correct'],
  '/sandbox/widget': ['Save origins'],
  '/sandbox/widget/TEMPLATE': ['Remove theme', 'Save theme'],
  '/sandbox/hosted-links': ['Create a link', 'Revoke…'],
  '/sandbox/keys': ['Create a key', 'Expire…'],
};

test('no page offers a viewer anything that the server would refuse', async ({
  portal,
  receiver,
  browser,
}) => {
  test.setTimeout(180_000);
  const ids = await fill(portal, receiver);
  const viewer = await signInAsViewer(browser, portal.winkwire);
  const refused: string[] = [];
  viewer.on('response', (response) => {
    if (response.status() === 403) refused.push(`${response.request().method()} ${response.url()}`);
  });
  for (const [pattern, missing] of Object.entries(changes)) {
    const path = pattern.replace(/[A-Z]+/, (name) => ids[name] as string);
    const offered = await controlsOf(portal.page, `${portal.winkwire.url}/portal${path}`);
    const offeredToViewer = await controlsOf(viewer, `${portal.winkwire.url}/portal${path}`);
    expect([...new Set(offered.filter((name) => !offeredToViewer.includes(name)))].toSorted(), path).toEqual(
      missing,
    );
    expect(await axeViolations(viewer.mainFrame()), path).toEqual([]);
    await pressAll(viewer);
    expect(refused, path).toEqual([]);
  }
  await expect(viewer.getByText('You are a viewer')).toBeVisible();
  await viewer.context().close();
});

test('a viewer who tries another theme is not asked before leaving it', async ({ portal, browser }) => {
  const company = { name: 'Lender', logoUrl: null };
  const { id } = await portal.api('POST', '/winkTemplates', { name: 'Tried', company });
  const viewer = await signInAsViewer(browser, portal.winkwire);
  await viewer.goto(`${portal.winkwire.url}/portal/sandbox/widget/${id}`);
  await viewer.getByLabel('Scheme').selectOption('dark');
  await viewer.getByLabel('Radius in pixels').fill('3');
  await viewer.getByRole('link', { name: 'Users', exact: true }).click();
  await expect(viewer.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  await viewer.context().close();
});

/** Creates what the pages show. Returns an id for each placeholder in `changes`, such as `WEBHOOK`. */
async function fill(portal: Portal, receiver: Receiver): Promise<Record<string, string>> {
  receiver.status = 500;
  const delivery = { concurrency: 1 };
  const webhook = await portal.addWebhook({ name: 'Failing', url: receiver.url, delivery });
  await portal.api('POST', `/webhooks/${webhook.id}/secrets`, {});
  const other = { name: 'Other', url: receiver.url, eventTypes: ['USER_CREATED'] };
  await portal.addWebhook(other);
  let event = '';
  // Failures add controls for the operator, such as `Try now`.
  for (let n = 0; n < 7; n++) event = await portal.publish(`rec-viewer-${n}`);
  const health = async () => (await portal.api('GET', `/webhooks/${webhook.id}`)).failingSince;
  await expect.poll(health, { timeout: 30_000 }).not.toBeNull();
  const { user } = await portal.api('POST', '/users', {});
  await portal.api('POST', '/hostedLinks', { userId: user.id });
  const archive = await uploadDocuments(portal, 'PAYSLIP', 'payslip-ryan.pdf');
  expect(archive.status).toBe('ANALYZED');
  const template = await portal.api('POST', '/winkTemplates', {
    name: 'With a theme',
    company: { name: 'Lender', logoUrl: null },
    theme: { scheme: 'auto', light: null, dark: null, radius: 12, font: 'system' },
  });
  return {
    WEBHOOK: webhook.id,
    EVENT: event,
    SESSION: (await OpenedSession.open(portal)).id,
    USER: user.id,
    ARCHIVE: archive.id,
    TEMPLATE: template.id,
  };
}

async function signInAsViewer(browser: Browser, { dataDir, url }: Winkwire): Promise<Page> {
  const flags = ['sign-in', '--viewer', '--data-dir', dataDir, '--public-url', url];
  const link = execFileSync(process.execPath, [cli, ...flags], { encoding: 'utf8' }).trim();
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(link);
  await page.waitForURL('**/portal/sandbox');
  return page;
}

/** The names of a page's buttons, and of links that look like buttons. `Correct Net amount` becomes `Correct`. */
async function controlsOf(page: Page, address: string): Promise<string[]> {
  await page.goto(address);
  await expect(page.getByText('Loading', { exact: true })).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  const names = await page.locator('main').locator('button, a.button').allInnerTexts();
  return names.map((name) =>
    name
      .replaceAll(/\s+/g, ' ')
      .replace(/^(Correct|Expire…|Redeliver|Revoke…|Send it) .*/, '$1')
      .trim(),
  );
}

async function pressAll(page: Page): Promise<void> {
  for (const button of await page.locator('main button:enabled:visible').all()) {
    // A button that was pressed before, such as "Try again", may have removed this button.
    await button.click({ timeout: 500 }).catch(() => {});
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
}
