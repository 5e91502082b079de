import { readFile } from 'node:fs/promises';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FileFaultError } from '../../analysis/reader/messages.ts';
import { ReaderProcess } from '../../analysis/reader/reader-process.ts';
import { documentBytes } from '../../testing/archive-services.ts';
import { signInPortal } from '../../testing/portal-caller.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function upload(bytes: Uint8Array, fileExtensionType: string) {
  const rawFiles = [{ fileExtensionType, fileContent: Buffer.from(bytes).toString('base64') }];
  const { body } = await server.call('/v1/archives', {
    method: 'POST',
    body: { fileType: 'COMPANY_ID', rawFiles },
  });
  const { id, rawFiles: stored } = body.data;
  return { id, pages: `/portal/api/archives/${id}/files/${stored[0].id}/pages` };
}

test('a page of each format is drawn as PNG, and no other content leaves the server inline', async () => {
  const call = await signInPortal(server);
  const pdf = await PDFDocument.create();
  for (let page = 1; page <= 2; page++) pdf.addPage([595, 842]).drawText(`Page ${page}`);
  const tiff = await readFile(new URL('../../testing/documents/payslip-anisha.tif', import.meta.url));
  const files: [Uint8Array, string][] = [
    [await pdf.save(), 'PDF'],
    [await documentBytes('payslip-george-photo.png'), 'PNG'],
    [tiff, 'TIFF'],
  ];
  for (const [bytes, format] of files) {
    const { pages } = await upload(bytes, format);
    const first = await call(`${pages}/1`);
    expect(first.status, format).toBe(200);
    expect(first.headers.get('content-type')).toBe('image/png');
    expect(first.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(first.headers.get('cache-control')).toContain('no-store');
    expect(first.body.slice(1, 4)).toBe('PNG');
    if (format === 'PNG') continue;
    const beyond = await call(`${pages}/3`);
    expect([beyond.status, beyond.body.message]).toEqual([404, expect.stringContaining('no page 3')]);
  }
});

test('a page is shown only to its tenant, and no longer after its archive was revoked', async () => {
  await server.createTenant('other');
  const call = await signInPortal(server);
  const { id, pages } = await upload(await documentBytes('payslip-ryan.pdf'), 'PDF');
  expect((await call(`${pages}/1`)).status).toBe(200);
  expect((await (await signInPortal(server, 'other'))(`${pages}/1`)).status).toBe(404);
  expect((await server.call(`${pages}/1`)).status).toBe(401);
  const unknown = `f-${'0'.repeat(32)}`;
  const missing = await call(`${pages.replace(/f-\w+/, unknown)}/1`);
  expect([missing.status, missing.body.message]).toEqual([
    404,
    `There is no file ${unknown} in archive ${id}.`,
  ]);
  await server.call(`/v1/archives/${id}`, { method: 'DELETE' });
  const after = await call(`${pages}/1`);
  expect([after.status, after.body.message]).toEqual([404, 'The file has been deleted.']);
});

test('a page that takes too long to draw is not reported as missing', async () => {
  const call = await signInPortal(server);
  const { pages } = await upload(await documentBytes('payslip-ryan.pdf'), 'PDF');
  using draw = vi.spyOn(ReaderProcess.prototype, 'draw');
  draw.mockRejectedValue(new FileFaultError('TIMEOUT', 'No response within 15000 ms.'));
  const { status, body } = await call(`${pages}/1`);
  expect([status, body.code]).toEqual([504, 'TIME_LIMIT_EXCEEDED']);
  expect(body.message).toBe(
    'Page 1 was not drawn within 15 s. Try again, or download the file to look at it.',
  );
});

test('a tenant that asks for many pages at once is told to wait', async () => {
  const call = await signInPortal(server);
  const { pages } = await upload(await documentBytes('payslip-anisha.pdf'), 'PDF');
  const asked = Array.from({ length: 14 }, () => call(`${pages}/1`));
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 503)).toHaveLength(4);
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
});
