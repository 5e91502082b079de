import { expect, type Portal, test } from './portal-page.ts';
import { uploadDocuments } from './upload-documents.ts';

const field = (portal: Portal, name: RegExp) =>
  portal.page.getByRole('region', { name: 'Fields' }).getByRole('button', { name });
const mark = (portal: Portal, title: string) => portal.page.locator(`.field-mark[title="${title}"]`);

/** A separate process draws the image, which takes long on a busy machine. */
const expectPicture = (portal: Portal, name: string | RegExp) =>
  expect(portal.page.getByRole('img', { name })).toBeVisible({ timeout: 60_000 });

test('a person finds a value in the document, and corrects it', async ({ portal }) => {
  const { page } = portal;
  const { id, userId } = await uploadDocuments(portal, 'PAYSLIP', 'payslip-ryan.pdf', 'payslip-anisha.pdf');
  await portal.goto(`/sandbox/users/${userId}`);
  await page.getByRole('link', { name: /^archive-/ }).click();
  await expect(portal.heading('Document')).toBeVisible();

  await field(portal, /^Net amount/).click();
  await expect(page.getByLabel('Page')).toHaveValue(/[01]/);
  await expectPicture(portal, /^payslip-/);
  await expect(mark(portal, 'Net amount')).toHaveAttribute('data-selected', 'true');
  await mark(portal, 'Employer name').click();
  await expect(field(portal, /^Employer name/)).toHaveAttribute('aria-pressed', 'true');
  await expect(mark(portal, 'Net amount')).toHaveAttribute('data-selected', 'false');
  await portal.expectAccessible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 800 });
  await portal.expectAccessible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);

  await page.getByRole('button', { name: 'Correct Net amount' }).click();
  await page.getByLabel('Value in the document').fill('12345.67');
  await portal.expectAccessible();
  await page.getByRole('dialog').getByRole('button', { name: 'Correct' }).click();
  const fields = page.getByRole('region', { name: 'Fields' });
  await expect(fields.getByRole('listitem').filter({ hasText: 'Net amount' })).toContainText(
    /12,345.67.*corrected.*Read as .*corrected by portal/s,
  );
  await expect(page.getByRole('region', { name: 'Log of the reading' })).toContainText(
    'netAmount was corrected by portal.',
  );
  const { items } = await portal.api('GET', `/events?type=FIELD_CORRECTED&sourceId=${id}`);
  expect(items).toHaveLength(1);

  await page.getByRole('button', { name: 'Add a value' }).click();
  await page.getByRole('dialog').getByLabel('Field').selectOption('PhilHealth number');
  await page.getByLabel('Value', { exact: true }).fill('123-456-789');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await expect(fields.getByRole('listitem').filter({ hasText: 'PhilHealth number' })).toContainText(
    'Added by portal',
  );
});

test('a document that could not be read, was not analysed, or was deleted says so', async ({ portal }) => {
  const { page } = portal;
  const unreadable = await uploadDocuments(portal, 'PAYSLIP', 'unreadable.pdf');
  await portal.goto(`/sandbox/archives/${unreadable.id}`);
  await expect(page.getByText('MISSING_MANDATORY_FIELD')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Log of the reading' })).toContainText(
    'Most of it could not be recognised.',
  );
  await expectPicture(portal, 'unreadable.pdf');

  const stored = await uploadDocuments(portal, 'COMPANY_ID', 'payslip-anisha.pdf');
  await portal.goto(`/sandbox/archives/${stored.id}`);
  await expectPicture(portal, 'payslip-anisha.pdf');
  await expect(page.getByRole('region', { name: 'Fields' })).toHaveCount(0);
  await portal.api('DELETE', `/archives/${stored.id}`);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The document was deleted' })).toBeVisible();
  await portal.expectAccessible();

  await portal.goto('/sandbox/archives/archive-0');
  await expect(page.getByText('There is no archive with this id.')).toBeVisible();
});
