import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { axeViolations } from './axe-violations.ts';
import { test as base, expect } from './fixtures.ts';
import type { Winkwire } from './start-winkwire.ts';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

interface Received {
  body: string;
  headers: IncomingHttpHeaders;
}

export interface Receiver {
  url: string;
  received: Received[];
  status: number;
  response: string;
}

export class Portal {
  readonly page: Page;
  readonly winkwire: Winkwire;

  constructor(page: Page, winkwire: Winkwire) {
    this.page = page;
    this.winkwire = winkwire;
  }

  goto(path: string): Promise<unknown> {
    return this.page.goto(`${this.winkwire.url}/portal${path}`);
  }

  heading(name: string | RegExp) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** Calls the API in the sandbox and returns the envelope's `data`. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into responses of every shape
  async api(method: string, path: string, body?: unknown): Promise<any> {
    const { url, key, secret } = this.winkwire;
    const response = await fetch(`${url}/v1${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests look into responses of every shape
    const envelope = (await response.json()) as any;
    if (!response.ok) throw new Error(`${method} ${path}: ${envelope.message}`);
    return envelope.data;
  }

  addWebhook(settings: {
    name: string;
    url: string;
    secret?: string;
    eventTypes?: string[];
    delivery?: object;
  }) {
    return this.api('POST', '/webhooks', { eventTypes: ['RECORD_CREATED'], secret: 'a secret', ...settings });
  }

  async publish(recordId: string): Promise<string> {
    const data = { recordId, recordType: null };
    return (await this.api('POST', '/events', { type: 'RECORD_CREATED', data })).id;
  }

  async expectAccessible(): Promise<void> {
    expect(await axeViolations(this.page.mainFrame())).toEqual([]);
  }
}

interface WorkerFixtures {
  /** All tests of a worker share these cookies, because the worker's server prints only one sign-in link. */
  signedIn: StorageState;
}

export const test = base.extend<{ portal: Portal; receiver: Receiver; failures: string[] }, WorkerFixtures>({
  signedIn: [
    async ({ browser, winkwire }, use) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(winkwire.signInLink);
      await page.waitForURL('**/portal/sandbox');
      const state = await context.storageState();
      await context.close();
      await use(state);
    },
    { scope: 'worker' },
  ],
  storageState: ({ signedIn }, use) => use(signedIn),
  failures: async ({ page }, use) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(`${error}`));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !text.startsWith('Failed to load resource')) failures.push(text);
    });
    await use(failures);
  },
  portal: async ({ page, winkwire, failures }, use) => {
    await use(new Portal(page, winkwire));
    expect(failures, 'errors on the console').toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture names from the pattern.
  receiver: async ({}, use) => {
    const receiver: Receiver = { url: '', received: [], status: 200, response: 'thank you' };
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      receiver.received.push({ body, headers: request.headers });
      response.writeHead(receiver.status, { 'content-type': 'text/plain' }).end(receiver.response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await use(receiver);
    server.closeAllConnections();
    server.close();
  },
});

export { expect };
