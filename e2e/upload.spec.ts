import { expect, test } from './fixtures.ts';

test('a payslip is uploaded, analysed and deleted', async ({ demo, winkwire }) => {
  const payslip = Buffer.from(
    await (await fetch(`${winkwire.url}/sandbox/documents/payslip-george.pdf`)).arrayBuffer(),
  );
  await demo.open();
  await demo.widget.agree();
  await demo.widget.press('Upload documents');
  await demo.widget.frame.getByRole('button', { name: /Payslip/ }).click();
  await demo.widget.frame
    .locator('input[type=file]')
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
  await demo.page.getByRole('button', { name: 'Open for the same' }).click();
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
