import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { test as base, expect } from './fixtures.ts';
import type { Winkwire } from './start-winkwire.ts';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

interface Received {
  body: string;
  headers: IncomingHttpHeaders;
}

/** A back end of the test's own: what it was sent, and what it answers. */
export interface Receiver {
  url: string;
  received: Received[];
  status: number;
  answer: string;
}

/** The portal as a developer uses it, and the REST API as their back end does. */
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

  /** Answers the envelope's `data`, of the sandbox. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
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
    // biome-ignore lint/suspicious/noExplicitAny: as above
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

  /** Publishes an event and answers its id. */
  async publish(recordId: string): Promise<string> {
    const data = { recordId, recordType: null };
    return (await this.api('POST', '/events', { type: 'RECORD_CREATED', data })).id;
  }

  /** Nothing that axe finds, by the rules of WCAG 2.2 AA. */
  async expectAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect(found).toEqual([]);
  }
}

interface WorkerFixtures {
  /** The cookie of the one sign-in link that this worker's server printed. */
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
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  receiver: async ({}, use) => {
    const receiver: Receiver = { url: '', received: [], status: 200, answer: 'thank you' };
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      receiver.received.push({ body, headers: request.headers });
      response.writeHead(receiver.status, { 'content-type': 'text/plain' }).end(receiver.answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await use(receiver);
    server.closeAllConnections();
    server.close();
  },
});

export { expect };
