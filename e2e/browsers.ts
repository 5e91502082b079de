import { writeFile } from 'node:fs/promises';
import { By, type WebDriver, type WebElement } from 'selenium-webdriver';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { type BrowserDriver, browserDrivers } from './browser-drivers.ts';
import { serveCustomer } from './serve-customer.ts';
import { startWinkwire } from './start-winkwire.ts';

/*
 * Links an account in Firefox and WebKitGTK, and writes browsers.md. It uses WebDriver, because Playwright drives only
 * its own builds of these browsers.
 */
const timeoutMs = 30_000;
const callbacks = ['onAccountCreated', 'onAccountConnected', 'onClose'];

const winkwire = await startWinkwire();
const customer = await serveCustomer(winkwire);
const rows: string[] = [];
for (const browser of browserDrivers) rows.push(...(await rowsOf(browser)));
await customer[Symbol.asyncDispose]();
await winkwire.stop();
const report = `# The widget in other browsers

Written by \`npm run browsers\`. The button of a page on another origin opens the widget, over the page and as a part of it.
A user agrees, finds a provider, signs in with a code, and presses _Done_. The page has then received
${callbacks.join(', ')}, and the widget is gone. All other browser tests run in Chromium.

| browser | version | over the page | in the page |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
process.stdout.write(report);
await writeFile(new URL('browsers.md', import.meta.url), report);
process.exitCode = report.includes('failed') ? 1 : 0;

async function rowsOf({ name, needs, start }: BrowserDriver): Promise<string[]> {
  const started = await start();
  if (!started) return [`| ${name} | not installed: needs ${needs} | | |`];
  try {
    const version = (await started.driver.getCapabilities()).getBrowserVersion();
    const over = await outcomeOf(started.driver, '/');
    const inside = await outcomeOf(started.driver, '/inline');
    return [`| ${name} | ${version} | ${over} | ${inside} |`];
  } finally {
    await started.stop();
  }
}

async function outcomeOf(driver: WebDriver, path: string): Promise<string> {
  try {
    await linkAccount(driver, path);
    return 'linked';
  } catch (error) {
    process.stderr.write(`${path}: ${(error as Error).stack}\n`);
    return 'failed';
  }
}

async function linkAccount(driver: WebDriver, path: string): Promise<void> {
  await driver.switchTo().defaultContent();
  await driver.get(customer.url + path);
  await driver.findElement(By.id('open')).click();
  await driver.switchTo().frame(await found(driver, iframe));
  await press(driver, en.consent.agree);
  await click(driver, By.xpath('//*[@role="option"][contains(., "Swiftlane")]'));
  await type(driver, 'login-phone', '+639559991234');
  await type(driver, 'login-password', '123456');
  await press(driver, en.login.submit);
  await type(driver, 'code', '1234');
  await press(driver, en.mfa.submit);
  await found(driver, (page) => page.findElement(By.xpath(`//h1[.="${en.connectSuccess.heading}"]`)));
  await press(driver, en.done);
  await driver.switchTo().defaultContent();
  const received = () => driver.executeScript<string[]>('return window.received');
  await driver.wait(
    async () => String(await received()) === String(callbacks),
    timeoutMs,
    `received ${await received()}`,
  );
  await driver.wait(async () => (await iframe(driver)) === null, timeoutMs, 'The widget is still there.');
}

/** The widget's frame, inside a shadow root. */
function iframe(driver: WebDriver): Promise<WebElement | null> {
  return driver.executeScript(
    `return [...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot?.querySelector('iframe')).find(Boolean) ?? null`,
  );
}

function press(driver: WebDriver, name: string): Promise<void> {
  return click(driver, By.xpath(`//button[normalize-space(.)="${name}"]`));
}

async function click(driver: WebDriver, where: By): Promise<void> {
  const element = await found(driver, (page) => page.findElement(where));
  await element.click();
}

async function type(driver: WebDriver, id: string, text: string): Promise<void> {
  const field = await found(driver, (page) => page.findElement(By.id(id)));
  await field.sendKeys(text);
}

async function found(
  driver: WebDriver,
  find: (driver: WebDriver) => Promise<WebElement | null>,
): Promise<WebElement> {
  const element = await driver.wait(() => find(driver).catch(() => null), timeoutMs, `Not found: ${find}`);
  return element!;
}
