import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { WidgetSteps } from './widget-steps.ts';

interface Callback {
  name: string;
  argument: Record<string, unknown>;
}

interface Webhook {
  type: string;
  verified: boolean;
  status: number;
  attempt: number;
  body: Record<string, unknown>;
}

/** One row of the demo's list: the callback and the webhook of one event. */
export interface Pair {
  eventId: string;
  callback: Callback | null;
  webhook: Webhook | null;
}

export interface CompletePair {
  eventId: string;
  callback: Callback;
  webhook: Webhook;
}

export class DemoPage {
  readonly page: Page;
  readonly lender: FrameLocator;
  readonly widget: WidgetSteps;

  constructor(page: Page) {
    this.page = page;
    this.lender = page.frameLocator('#lender');
    this.widget = new WidgetSteps(this.lender.frameLocator('iframe[src*="/widget/"]'));
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(`${url}/demo/`);
    await expect(this.page.locator('#stream')).toHaveText('live');
    await expect(this.page.locator('#links a')).not.toHaveCount(0);
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open for a new applicant' }).click();
  }

  /**
   * Opens the widget again when the closed widget has left the page. Otherwise a test would find the elements of both
   * widgets.
   */
  async openAgain(): Promise<void> {
    await expect(this.lender.locator('iframe[src*="/widget/"]')).toHaveCount(0);
    await this.page.getByRole('button', { name: 'Open for the same' }).click();
  }

  row(name: string): Locator {
    return this.page.locator('.row', { hasText: name });
  }

  /** The rows, oldest first. Webhooks of other users are left out, because they may belong to an earlier test. */
  async pairs(): Promise<Pair[]> {
    const pairs = await this.page.evaluate(() => (window as unknown as { demoPairs(): Pair[] }).demoPairs());
    const applicant = (await this.page.locator('#applicant-id').textContent()) ?? '';
    if (!/-[0-9a-f]{32}$/.test(applicant)) return pairs;
    return pairs.filter(({ callback, webhook }) => callback || JSON.stringify(webhook).includes(applicant));
  }

  async pair(callback: string, webhook: string): Promise<CompletePair> {
    let found: Pair | undefined;
    await expect
      .poll(
        async () => {
          const pairs = await this.pairs();
          found = pairs.find((pair) => pair.callback?.name === callback && pair.webhook?.type === webhook);
          return found?.webhook?.verified;
        },
        { message: `${callback} together with ${webhook}` },
      )
      .toBe(true);
    return found as CompletePair;
  }

  async callback(name: string): Promise<Record<string, unknown>> {
    let found: Pair | undefined;
    await expect
      .poll(
        async () => {
          found = (await this.pairs()).find((pair) => pair.callback?.name === name);
          return found !== undefined;
        },
        { message: `the callback ${name}` },
      )
      .toBe(true);
    return found?.callback?.argument as Record<string, unknown>;
  }

  async webhook(type: string): Promise<Record<string, unknown>> {
    let found: Pair | undefined;
    await expect
      .poll(
        async () => {
          found = (await this.pairs()).find((pair) => pair.webhook?.type === type);
          return found?.webhook?.verified;
        },
        { message: `the webhook ${type}` },
      )
      .toBe(true);
    return found?.webhook?.body as Record<string, unknown>;
  }

  async screens(): Promise<string[]> {
    return (await this.pairs())
      .filter((pair) => pair.callback?.name === 'onUIEvent')
      .map((pair) => String(pair.callback?.argument.eventName));
  }
}
