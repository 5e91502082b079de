import { test as base, expect } from './fixtures.ts';
import { LenderPage } from './lender-page.ts';

/** The lender's page is open when a test begins. */
export const test = base.extend<{ lender: LenderPage }>({
  lender: async ({ page, winkwire }, use) => {
    await using lender = await LenderPage.serve(page, winkwire);
    await lender.goto();
    await use(lender);
  },
});

/** A test that also fails if the page throws, or violates its content security policy. */
export const quietTest = test.extend({
  lender: async ({ lender }, use) => {
    await use(lender);
    expect(lender.errors).toEqual([]);
  },
});

export { expect };
