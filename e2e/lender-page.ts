import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator, Page } from '@playwright/test';
import type { Winkwire } from './start-winkwire.ts';

export interface ReceivedCallback {
  name: string;
  argument: Record<string, unknown>;
}

/** Options for `SmileLinkModal`. It must be possible to clone their values into the page. */
export type LenderOptions = Record<string, unknown>;

/** A customer's page on another origin, whose content security policy permits only the server's scripts and frames. */
export class LenderPage {
  readonly page: Page;
  readonly widget: FrameLocator;
  /** Violations of a content security policy, and exceptions in the page. */
  readonly errors: string[] = [];
  readonly #winkwire: Winkwire;
  readonly #server: Server;
  #html = '';

  private constructor(page: Page, winkwire: Winkwire) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(`${error}`));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.errors.push(message.text());
    });
    this.#winkwire = winkwire;
    this.widget = page.frameLocator('iframe');
    const allowed = winkwire.url;
    // The page comes from a real server, because Chromium does not let a page from `route.fulfill` send requests to the
    // loopback address.
    this.#server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.setHeader(
        'content-security-policy',
        `default-src 'none'; script-src ${allowed}; frame-src ${allowed}; style-src 'self'; img-src data:`,
      );
      response.end(this.#html);
    });
  }

  get #loader(): string {
    return `<script src="${this.#winkwire.url}/v2/smile.v2.js"></script>`;
  }

  static async serve(page: Page, winkwire: Winkwire): Promise<LenderPage> {
    const lender = new LenderPage(page, winkwire);
    await new Promise<void>((listening) => lender.#server.listen(0, '127.0.0.1', listening));
    return lender;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /** `head` and `body` are HTML that is added to the page, and `loader` replaces the tag of the loader. */
  async goto({ head = '', body = '', loader = this.#loader } = {}): Promise<void> {
    this.#html = `<!doctype html><html lang="en"><head><title>Lender</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">${head}
      ${loader}</head>
      <body><main><h1>Lender</h1><button id="open">Link your work account</button>${body}</main></body></html>`;
    await this.page.goto(`http://localhost:${(this.#server.address() as AddressInfo).port}/`);
  }

  async token(existing: { userId: string } | null = null): Promise<{ accessToken: string; userId: string }> {
    const { key, secret, url } = this.#winkwire;
    const response = await fetch(
      existing ? `${url}/v1/tokens?userId=${existing.userId}` : `${url}/v1/users`,
      {
        method: 'POST',
        headers: {
          ...(existing ? {} : { 'content-type': 'application/json' }),
          authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
        },
        ...(existing ? {} : { body: '{}' }),
      },
    );
    const { data } = (await response.json()) as {
      data: { accessToken: string; token?: { accessToken: string }; user?: { id: string } };
    };
    const userId = existing?.userId ?? data.user?.id ?? '';
    return { accessToken: data.token?.accessToken ?? data.accessToken, userId };
  }

  /** Removes an earlier widget and opens a new one. Without `userToken`, the new widget is for a new user. */
  async open(options: LenderOptions = {}, { closeAtOnce = false } = {}): Promise<void> {
    const { accessToken: userToken } = await this.token();
    await this.page.evaluate(
      ([given, isClosedAtOnce]) => {
        const page = window as unknown as LenderWindow;
        page.modal?.destroy();
        page.received = [];
        const callbacks = Object.fromEntries(
          [
            ...['onAccountCreated', 'onAccountConnected', 'onAccountRemoved', 'onAccountError', 'onClose'],
            ...['onUploadsCreated', 'onUploadsRemoved', 'onUIEvent'],
          ].map((name) => [
            name,
            (argument: Record<string, unknown>) => page.received.push({ name, argument }),
          ]),
        );
        page.modal = new page.SmileLinkModal({ ...given, ...callbacks });
        document.getElementById('open')?.focus();
        page.modal.open();
        if (isClosedAtOnce) page.modal.close();
      },
      [{ userToken, companyName: 'Northwind Lending', ...options }, closeAtOnce] as const,
    );
  }

  received(): Promise<ReceivedCallback[]> {
    return this.page.evaluate(() => (window as unknown as LenderWindow).received);
  }

  async receivedNames(): Promise<string[]> {
    return (await this.received()).map(({ name, argument }) =>
      name === 'onUIEvent' ? String(argument.eventName) : name,
    );
  }
}

interface Modal {
  open(): void;
  close(): void;
  destroy(): void;
}

export interface LenderWindow {
  SmileLinkModal: new (options: object) => Modal;
  modal?: Modal;
  received: ReceivedCallback[];
}
