import { expect, type FrameLocator } from '@playwright/test';

export class WidgetSteps {
  readonly frame: FrameLocator;

  constructor(frame: FrameLocator) {
    this.frame = frame;
  }

  async sees(heading: string | RegExp): Promise<void> {
    await expect(this.frame.getByRole('heading', { name: heading })).toBeVisible();
  }

  async agree(): Promise<void> {
    await this.press('Agree and continue');
    await this.sees('Find your work account');
  }

  async choose(provider: string): Promise<void> {
    await this.frame.getByRole('option', { name: provider }).click();
  }

  /** The keys of `fields` are the labels of the login form's fields. */
  async logIn(fields: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      await this.frame.getByRole('textbox', { name: label, exact: true }).fill(value);
    }
    await this.press('Continue');
  }

  async enterCode(code: string): Promise<void> {
    await this.sees('Confirm it is you');
    await this.frame.getByRole('textbox', { name: 'Code' }).fill(code);
    await this.press('Continue');
  }

  async press(name: string): Promise<void> {
    await this.frame.getByRole('button', { name, exact: true }).click();
  }

  /** Goes from consent to the success screen, as George at a provider that requires a code. */
  async connectAsGeorge(): Promise<void> {
    await this.agree();
    await this.choose('Swiftlane');
    await this.logIn({ 'Phone number': '+639559991234', Password: '123456' });
    await this.enterCode('1234');
    await this.sees('You are connected');
  }
}
