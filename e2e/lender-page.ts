import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator, Page } from '@playwright/test';
import type { Winkwire } from './start-winkwire.ts';

export interface ToldCallback {
  name: string;
  argument: Record<string, unknown>;
}

/** What a test passes to `SmileLinkModal`, as far as it can be cloned into the page. */
export type LenderOptions = Record<string, unknown>;

/**
 * A customer's page as strict as it can be: another origin than the widget's, and a content security policy that
 * allows the loader and the frame and nothing else.
 */
export class LenderPage {
  readonly page: Page;
  readonly widget: FrameLocator;
  /** What the browser refused because of a content security policy, or the pages threw. */
  readonly complaints: string[] = [];
  readonly #winkwire: Winkwire;
  readonly #server: Server;
  #html = '';

  private constructor(page: Page, winkwire: Winkwire) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(`${error}`));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.complaints.push(message.text());
    });
    this.#winkwire = winkwire;
    this.widget = page.frameLocator('iframe');
    const allowed = winkwire.url;
    // A real server: Chromium keeps pages that a test made up from reaching the loopback address.
    this.#server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.setHeader(
        'content-security-policy',
        `default-src 'none'; script-src ${allowed}; frame-src ${allowed}; style-src 'self'; img-src data:`,
      );
      response.end(this.#html);
    });
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

  /** `head` and `body` are HTML to put in besides what every lender's page has. */
  async goto({ head = '', body = '' } = {}): Promise<void> {
    this.#html = `<!doctype html><html lang="en"><head><title>Lender</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">${head}
      <script src="${this.#winkwire.url}/v2/smile.v2.js"></script></head>
      <body><main><h1>Lender</h1><button id="open">Link your work account</button>${body}</main></body></html>`;
    await this.page.goto(`http://localhost:${(this.#server.address() as AddressInfo).port}/`);
  }

  /** A link token: of a new user, or another one of the same. */
  async token(of: { userId: string } | null = null): Promise<{ accessToken: string; userId: string }> {
    const { key, secret, url } = this.#winkwire;
    const answer = await fetch(of ? `${url}/v1/tokens?userId=${of.userId}` : `${url}/v1/users`, {
      method: 'POST',
      headers: {
        ...(of ? {} : { 'content-type': 'application/json' }),
        authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
      },
      ...(of ? {} : { body: '{}' }),
    });
    const { data } = (await answer.json()) as {
      data: { accessToken: string; token?: { accessToken: string }; user?: { id: string } };
    };
    const userId = of?.userId ?? data.user?.id ?? '';
    return { accessToken: data.token?.accessToken ?? data.accessToken, userId };
  }

  /** Opens the widget from the page's button; every callback is kept in the order in which it came. */
  async open(options: LenderOptions = {}): Promise<void> {
    const { accessToken: userToken } = await this.token();
    await this.page.evaluate(
      (given) => {
        const page = window as unknown as LenderWindow;
        page.modal?.destroy();
        page.told = [];
        const callbacks = Object.fromEntries(
          [
            ...['onAccountCreated', 'onAccountConnected', 'onAccountRemoved', 'onAccountError', 'onClose'],
            ...['onUploadsCreated', 'onUploadsRemoved', 'onUIEvent'],
          ].map((name) => [name, (argument: Record<string, unknown>) => page.told.push({ name, argument })]),
        );
        page.modal = new page.SmileLinkModal({ ...given, ...callbacks });
        document.getElementById('open')?.focus();
        page.modal.open();
      },
      { userToken, companyName: 'Northwind Lending', ...options },
    );
  }

  told(): Promise<ToldCallback[]> {
    return this.page.evaluate(() => (window as unknown as LenderWindow).told);
  }

  async toldNames(): Promise<string[]> {
    return (await this.told()).map(({ name, argument }) =>
      name === 'onUIEvent' ? String(argument.eventName) : name,
    );
  }
}

interface Modal {
  open(): void;
  close(): void;
  destroy(): void;
}

/** The page's globals, as tests reach them in `page.evaluate`. */
export interface LenderWindow {
  SmileLinkModal: new (options: object) => Modal;
  modal?: Modal;
  told: ToldCallback[];
}
