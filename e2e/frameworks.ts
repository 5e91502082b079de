import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, expect, type Page } from '@playwright/test';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { callApi } from './call-api.ts';
import config from './playwright.config.ts';
import { startWinkwire } from './start-winkwire.ts';

/*
 * Opens the widget in a Next.js application with the packed packages. `npm test` leaves this out, because it installs
 * Next.js:
 *   npm run frameworks
 */
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'winkwire-next-'));
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
cpSync(join(import.meta.dirname, 'apps/next'), folder, { recursive: true });
const tarballs = globSync(join(root, 'dist/winkwire-{widget,react}-*.tgz'));
if (tarballs.length !== 2) throw new Error('The packages are missing. Run `npm run pack` first.');
run('npm', ['install', '--no-audit', '--no-fund', ...tarballs]);
const next = join(folder, 'node_modules/next/dist/bin/next');
run(process.execPath, [next, 'build']);

const application = spawn(process.execPath, [next, 'start', '--port', '0'], {
  cwd: folder,
  env: environment,
});
const winkwire = await startWinkwire();
const browser = await chromium.launch(config.use?.launchOptions);
try {
  const url = await addressOf(application.stdout);
  for (const [way, button] of [
    ['component', null],
    ['hook', 'Link by hook'],
    ['hook', 'Link by package'],
  ] as const) {
    const page = await browser.newPage();
    const errors = collectErrors(page);
    const { token } = await callApi<{ token: { accessToken: string } }>(winkwire, 'POST /v1/users', {});
    const query = new URLSearchParams({ way, host: winkwire.url, token: token.accessToken });
    await page.goto(`${url}/?${query}`);
    if (button) await page.getByRole('button', { name: button }).click();
    const widget = page.frameLocator('iframe:visible');
    await expect(widget.getByRole('button', { name: en.consent.agree })).toBeVisible({ timeout: 30_000 });
    await widget.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(page.locator('iframe:visible')).toHaveCount(0);
    if (button) await expect(page.getByRole('status')).toHaveText('close');
    expect(errors).toEqual([]);
    process.stdout.write(`Next.js, ${button ?? 'server component'}: opened and closed\n`);
    await page.close();
  }
} finally {
  application.kill();
  await browser.close();
  await winkwire.stop();
  if (application.exitCode === null && application.signalCode === null) await once(application, 'exit');
  rmSync(folder, { recursive: true });
}

function run(program: string, words: string[]): void {
  const { status } = spawnSync(program, words, { cwd: folder, env: environment, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}.`);
}

/** The address of the application, which Next.js prints when it listens. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [url] = /http:\/\/localhost:[1-9]\d*/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error('Next.js did not start.');
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`${error}`));
  // The application has no icon, so the browser's request for one fails.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico'))
      errors.push(message.text());
  });
  return errors;
}
