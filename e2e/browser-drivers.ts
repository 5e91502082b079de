import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import { Options, ServiceBuilder } from 'selenium-webdriver/firefox.js';

export interface BrowserDriver {
  name: string;
  /** The Debian packages to install, or the command that installs the program. */
  needs: string;
  /** Starts the browser without a visible window. Null if a program is missing. */
  start(): Promise<StartedBrowser | null>;
}

interface StartedBrowser {
  driver: WebDriver;
  stop(): Promise<void>;
}

export const browserDrivers: BrowserDriver[] = [
  {
    name: 'Firefox',
    needs: 'firefox-esr, and geckodriver (`cargo install geckodriver`)',
    start: startFirefox,
  },
  { name: 'WebKitGTK', needs: 'webkit2gtk-driver, xvfb and xauth', start: startWebKit },
];

async function startFirefox(): Promise<StartedBrowser | null> {
  const firefox = onPath('firefox') ?? onPath('firefox-esr');
  const geckodriver = onPath('geckodriver');
  if (!firefox || !geckodriver) return null;
  const driver = await new Builder()
    .forBrowser('firefox')
    .setFirefoxOptions(new Options().setBinary(firefox).addArguments('-headless'))
    .setFirefoxService(new ServiceBuilder(geckodriver))
    .build();
  return { driver, stop: () => driver.quit() };
}

const webKitPort = 4545;

async function startWebKit(): Promise<StartedBrowser | null> {
  const webKitDriver = onPath('WebKitWebDriver');
  const xvfb = onPath('xvfb-run');
  if (!webKitDriver || !xvfb) return null;
  // WebKitGTK cannot run without a screen, so it gets a virtual one.
  const server = spawn(xvfb, ['-a', webKitDriver, `--port=${webKitPort}`], {
    stdio: 'ignore',
    detached: true,
  });
  const url = `http://127.0.0.1:${webKitPort}`;
  await isUp(url);
  const driver = await new Builder()
    .usingServer(url)
    .withCapabilities(new Capabilities({ browserName: 'MiniBrowser' }))
    .build();
  const stop = async () => {
    await driver.quit();
    // xvfb-run has child processes, so the whole process group is ended.
    process.kill(-server.pid!);
  };
  return { driver, stop };
}

async function isUp(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const response = await fetch(`${url}/status`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`WebKitWebDriver does not respond at ${url}. Is another one running?`);
}

function onPath(name: string): string | null {
  const paths = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  return (
    paths.find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }) ?? null
  );
}
