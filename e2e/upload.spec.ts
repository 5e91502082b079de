import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import { readingTexts } from '../packages/widget/src/frame/reading-texts.ts';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { axeViolations } from './axe-violations.ts';
import { expect, test } from './fixtures.ts';
import { LenderPage } from './lender-page.ts';
import type { Winkwire } from './start-winkwire.ts';

test('a payslip is uploaded, analysed and deleted', async ({ demo, winkwire }) => {
  const payslip = await documentOf(winkwire, 'payslip-george.pdf');
  await demo.open();
  await demo.widget.agree();
  await demo.widget.press('Upload documents');
  await demo.widget.frame.getByRole('button', { name: /Payslip/ }).click();
  await demo.widget.frame
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: 'payslip.pdf', mimeType: 'application/pdf', buffer: payslip });
  await demo.widget.press('Upload 1 file');
  await demo.widget.sees('Document received');

  const created = await demo.pair('onUploadsCreated', 'ARCHIVE_STARTED');
  const { uploads, userId } = created.callback.argument as { uploads: { id: string }[]; userId: string };
  expect(uploads).toMatchObject([
    { type: 'PAYSLIP', state: { status: 'STARTED' }, rawFiles: [{ name: 'payslip.pdf' }] },
  ]);
  const archiveId = uploads[0]?.id as string;
  expect(created.webhook.body.data).toEqual({ userId, archiveId });
  expect(await demo.webhook('ARCHIVE_ANALYZED')).toMatchObject({ data: { userId, archiveId } });

  await demo.widget.press('Done');
  await demo.openAgain();
  await demo.widget.press('Upload documents');
  await demo.widget.frame.getByRole('button', { name: /Ready/ }).click();
  await demo.widget.press('Delete document');
  await demo.widget.frame.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await demo.widget.sees('Document deleted');

  const removed = await demo.pair('onUploadsRemoved', 'ARCHIVE_REVOKED');
  expect(removed.callback.argument).toMatchObject({ userId, uploads: [{ id: archiveId }] });
  expect(removed.webhook.body.data).toEqual({ userId, archiveId });
  expect(await demo.screens()).toEqual(
    expect.arrayContaining([
      'FileTypeListPageOpened',
      'FileTypePageOpened',
      'ArchiveSuccessPageOpened',
      'RevokeArchivePageOpened',
    ]),
  );
});

const pdf = (name: string, text = '%PDF-1.7') => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(text),
});

async function documentOf({ url }: Winkwire, name: string): Promise<Buffer> {
  const response = await fetch(`${url}/sandbox/documents/${name}`);
  return Buffer.from(await response.arrayBuffer());
}

async function atPayslips(page: Page, winkwire: Winkwire): Promise<LenderPage> {
  const lender = await LenderPage.serve(page, winkwire);
  await lender.goto();
  await lender.open({ enableUpload: true });
  await lender.widget.getByRole('button', { name: en.consent.agree }).click();
  await lender.widget.getByRole('button', { name: en.providerList.upload }).click();
  await lender.widget.getByRole('button', { name: /Payslip/ }).click();
  return lender;
}

test('a file that is refused is named, before and after it was sent, and the others stay', async ({
  page,
  winkwire,
}) => {
  await using lender = await atPayslips(page, winkwire);
  const { widget } = lender;
  const good = { ...pdf('good.pdf'), buffer: await documentOf(winkwire, 'payslip-george.pdf') };
  await widget
    .locator('input[type=file][multiple]')
    .setInputFiles([good, pdf('words.pdf', 'Words'), pdf('notes.docx')]);
  const row = (name: string) => widget.getByRole('listitem').filter({ hasText: name });
  const remove = (name: string) => widget.getByRole('button', { name: en.upload.remove(name) }).click();
  await expect(row('notes.docx')).toContainText(en.upload.faults.FORMAT);
  await expect(widget.getByRole('alert').last()).toHaveText(`notes.docx: ${en.upload.faults.FORMAT}`);
  await remove('notes.docx');
  // The pressed button is gone, and the widget has moved the focus to the heading.
  await expect(widget.getByRole('heading', { level: 1 })).toBeFocused();
  await widget.getByRole('button', { name: 'Upload 2 files' }).click();
  await expect(row('words.pdf')).toContainText(en.upload.faults.FORMAT);
  await expect(row('good.pdf')).not.toContainText(en.upload.faults.FORMAT);
  const size = await row('good.pdf').locator('.row-text').textContent();
  await remove('words.pdf');
  await widget.getByRole('button', { name: 'Upload 1 file' }).click();
  await widget.getByRole('button', { name: en.archiveSuccess.another }).click();
  await widget.getByRole('button', { name: /Processing|Ready/ }).click();
  await expect(row('good.pdf').locator('.row-text')).toHaveText(`${size}`);
});

test('files that are too large together are named and cannot be sent, and fit after one has been removed', async ({
  page,
  winkwire,
}, testInfo) => {
  await using lender = await atPayslips(page, winkwire);
  const { widget } = lender;
  const paths = ['1.pdf', '2.pdf', '3.pdf', '4.pdf', '5.pdf'].map((name) => testInfo.outputPath(name));
  for (const path of paths) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '%PDF-1.7');
    await truncate(path, 13 * 1024 * 1024);
  }
  await widget.locator('input[type=file][multiple]').setInputFiles(paths);
  const last = widget.getByRole('listitem').filter({ hasText: '5.pdf' });
  await expect(last).toContainText(en.upload.faults.TOO_LARGE_TOGETHER);
  await expect(widget.locator('.has-error')).toHaveCount(1);
  await expect(widget.getByText(en.upload.tooLarge)).toBeVisible();
  await expect(widget.getByRole('button', { name: 'Upload 5 files' })).toBeDisabled();
  await widget.getByRole('button', { name: en.upload.remove('1.pdf') }).click();
  await expect(widget.locator('.has-error')).toHaveCount(0);
  await expect(widget.getByRole('button', { name: 'Upload 4 files' })).toBeEnabled();
});

test('a page that cannot be read is named with the reason, and is replaced alone', async ({
  page,
  winkwire,
}) => {
  await using lender = await atPayslips(page, winkwire);
  const { widget } = lender;
  const words = readingTexts.en;
  await widget
    .locator('input[type=file][multiple]')
    .setInputFiles({ ...pdf('scan.pdf'), buffer: await documentOf(winkwire, 'unreadable.pdf') });
  await widget.getByRole('button', { name: 'Upload 1 file' }).click();
  await expect(widget.getByRole('alert').first()).toContainText(`scan.pdf ${words.unreadable.ILLEGIBLE}`, {
    timeout: 60_000,
  });
  expect(await axeViolations(page.frames()[1] as Frame)).toEqual([]);
  await widget.getByRole('button', { name: en.retry }).click();
  const row = widget.getByRole('listitem').filter({ hasText: words.unreadable.ILLEGIBLE });
  await expect(row).toContainText('scan.pdf');
  expect(await axeViolations(page.frames()[1] as Frame)).toEqual([]);
  await row
    .getByLabel(words.replace('scan.pdf'))
    .setInputFiles({ ...pdf('good.pdf'), buffer: await documentOf(winkwire, 'payslip-george.pdf') });
  await expect(widget.getByRole('listitem')).toHaveText(/good.pdf/);
  await widget.getByRole('button', { name: 'Upload 1 file' }).click();
  await expect(widget.getByRole('status').getByText(en.archive.states.ANALYZED)).toBeAttached({
    timeout: 60_000,
  });
});

test('if one of two files cannot be read, the success screen names it, and the user replaces it', async ({
  page,
  winkwire,
}) => {
  await using lender = await atPayslips(page, winkwire);
  const { widget } = lender;
  await widget.locator('input[type=file][multiple]').setInputFiles([
    { ...pdf('good.pdf'), buffer: await documentOf(winkwire, 'payslip-george.pdf') },
    { ...pdf('scan.pdf'), buffer: await documentOf(winkwire, 'unreadable.pdf') },
  ]);
  await widget.getByRole('button', { name: 'Upload 2 files' }).click();
  await expect(widget.getByRole('status').getByText(en.archive.states.ANALYZED)).toBeAttached({
    timeout: 60_000,
  });
  const listed = widget.getByRole('listitem').filter({ hasText: 'scan.pdf' });
  await expect(listed).toHaveText(`scan.pdf ${readingTexts.en.unreadable.ILLEGIBLE}`);
  expect(await axeViolations(page.frames()[1] as Frame)).toEqual([]);
  await widget.getByRole('button', { name: readingTexts.en.replacePages }).click();
  await expect(widget.getByRole('listitem').filter({ hasText: 'good.pdf' })).not.toHaveClass(/has-error/);
  await widget
    .getByLabel(readingTexts.en.replace('scan.pdf'))
    .setInputFiles({ ...pdf('again.pdf'), buffer: await documentOf(winkwire, 'payslip-george.pdf') });
  await widget.getByRole('button', { name: 'Upload 2 files' }).click();
  await expect(widget.getByRole('status').getByText(en.archive.states.ANALYZED)).toBeAttached({
    timeout: 60_000,
  });
  await expect(widget.getByRole('button', { name: readingTexts.en.replacePages })).toHaveCount(0);
});

test('a pasted picture is added', async ({ page, winkwire }) => {
  await using lender = await atPayslips(page, winkwire);
  await lender.widget.locator('body').evaluate((body) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['picture'], 'image.png', { type: 'image/png' }));
    body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(lender.widget.getByRole('listitem')).toContainText('image.png');
  await expect(lender.widget.locator('input[capture]')).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true });

  test('the camera has a button of its own', async ({ page, winkwire }) => {
    await using lender = await atPayslips(page, winkwire);
    await expect(lender.widget.getByText(en.upload.camera)).toBeVisible();
    const camera = lender.widget.locator('input[capture="environment"]');
    await camera.setInputFiles({ name: 'image.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('photo') });
    await expect(lender.widget.getByRole('listitem')).toContainText('image.jpg');
  });
});
