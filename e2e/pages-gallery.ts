import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, expect } from '@playwright/test';
import { addHostedLinks } from './add-hosted-links.ts';
import { DemoPage } from './demo-page.ts';
import { isStill } from './is-still.ts';
import config from './playwright.config.ts';
import { startWinkwire } from './start-winkwire.ts';

/*
 * Takes screenshots of the portal and the demo, at two widths, light and dark:
 *   npm run gallery:pages --workspace e2e
 */
const folder = fileURLToPath(new URL('./gallery/', import.meta.url));
const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

await mkdir(folder, { recursive: true });
const winkwire = await startWinkwire();
const browser = await chromium.launch(config.use?.launchOptions);
const desk = await browser.newContext({ viewport: sizes[1]! });
const page = await desk.newPage();
await page.goto(winkwire.signInLink);
await page.waitForURL('**/portal/sandbox');
const demo = new DemoPage(page);
await demo.goto(winkwire.url);
await demo.open();
await demo.widget.connectAsGeorge();
await demo.widget.press('Done');
await demo.webhook('TASK_FINISHED');
await demo.webhook('USER_SESSION_COMPLETED');

const api = async (path: string): Promise<{ items: { id: string }[] }> => {
  const authorization = `Basic ${Buffer.from(`${winkwire.key}:${winkwire.secret}`).toString('base64')}`;
  const response = await fetch(`${winkwire.url}/v1${path}`, { headers: { authorization } });
  return ((await response.json()) as { data: { items: { id: string }[] } }).data;
};
const [webhook] = (await api('/webhooks')).items;
const [event] = (await api('/events')).items;
const [user] = (await api('/users')).items;
await addHostedLinks(winkwire, String(user?.id));
const pages: Record<string, string> = {
  'portal-overview': '/portal/sandbox',
  'portal-overview-empty': '/portal/production',
  'portal-webhooks': '/portal/sandbox/webhooks',
  'portal-webhooks-empty': '/portal/production/webhooks',
  'portal-webhook-new': '/portal/sandbox/webhooks/new',
  'portal-webhook': `/portal/sandbox/webhooks/${webhook?.id}`,
  'portal-webhook-edit': `/portal/sandbox/webhooks/${webhook?.id}/edit`,
  'portal-events': '/portal/sandbox/events',
  'portal-events-empty': '/portal/production/events',
  'portal-attempts': '/portal/sandbox/attempts',
  'portal-attempts-empty': '/portal/production/attempts',
  'portal-event': `/portal/sandbox/events/${event?.id}`,
  'portal-users': '/portal/sandbox/users',
  'portal-users-empty': '/portal/production/users',
  'portal-user': `/portal/sandbox/users/${user?.id}`,
  'portal-widget': '/portal/sandbox/widget',
  'portal-hosted-links': '/portal/sandbox/hosted-links',
  'portal-hosted-links-empty': '/portal/production/hosted-links',
  'portal-keys': '/portal/sandbox/keys',
  'portal-nowhere': '/portal/sandbox/nowhere',
  demo: '/demo/',
  mail: '/demo/mail',
  landing: '/',
};
const storageState = await desk.storageState();
for (const viewport of sizes) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport, colorScheme, storageState });
    const shown = await context.newPage();
    for (const [name, path] of Object.entries({ ...pages, 'portal-sign-in': '/portal/' })) {
      if (name === 'portal-sign-in') await context.clearCookies();
      await shown.goto(winkwire.url + path);
      await expect(shown.locator('.loading')).toHaveCount(0);
      await expect.poll(() => shown.evaluate(isStill)).toBe(true);
      const file = `${name}-${viewport.width}-${colorScheme}.png`;
      await shown.screenshot({ path: folder + file, fullPage: true, animations: 'disabled' });
    }
    await context.close();
  }
}
await browser.close();
await winkwire.stop();
process.stdout.write(`Pictures are in ${folder}\n`);
