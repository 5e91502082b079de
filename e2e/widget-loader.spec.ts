import { en } from '../packages/widget/src/frame/texts/en.ts';
import { test as base, expect } from './fixtures.ts';
import { LenderPage } from './lender-page.ts';
import type { Winkwire } from './start-winkwire.ts';

/** The ways to load the loader, other than with a plain script tag. */
interface Fixtures {
  lender: LenderPage;
}

const test = base.extend<Fixtures>({
  lender: async ({ page, winkwire }, use) => {
    await using lender = await LenderPage.serve(page, winkwire);
    await use(lender);
    expect(lender.errors).toEqual([]);
  },
});

const readLoader = async ({ url }: Winkwire) =>
  (await (await fetch(`${url}/v2/loader.json`)).json()) as { url: string; integrity: string; tag: string };

const ways: Record<string, (winkwire: Winkwire) => Promise<string>> = {
  'as the version that loader.json names, with its integrity': async (winkwire) =>
    (await readLoader(winkwire)).tag,
  'as a module': async ({ url }) => `<script type="module" src="${url}/v2/smile.v2.js"></script>`,
};

for (const [way, tagOf] of Object.entries(ways)) {
  test(`a page loads the loader ${way}, and the widget opens`, async ({ lender, winkwire }) => {
    await lender.goto({ loader: await tagOf(winkwire) });
    await lender.open();
    const heading = en.consent.heading('Northwind Lending');
    await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
  });
}

test('a page imports the loader, and the widget opens', async ({ lender, page, winkwire }) => {
  await lender.goto({ loader: '' });
  const { url } = await readLoader(winkwire);
  await page.evaluate((address) => import(address), url);
  await lender.open();
  const heading = en.consent.heading('Northwind Lending');
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
});

test('a browser refuses a loader that does not match its integrity', async ({ lender, page, winkwire }) => {
  const { url } = await readLoader(winkwire);
  const other = `sha384-${'A'.repeat(64)}`;
  await lender.goto({ loader: `<script src="${url}" integrity="${other}" crossorigin></script>` });
  expect(await page.evaluate(() => 'SmileLinkModal' in window)).toBe(false);
});
