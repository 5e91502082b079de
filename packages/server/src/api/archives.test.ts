import { MagickFormat } from '@imagemagick/magick-wasm';
import type { ArchiveProgress } from '@winkwire/contract/widget-api';
import { PDFDocument, rgb } from 'pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentBytes } from '../testing/archive-services.ts';
import { type ApiResponse, startTestServer, type TestServer } from '../testing/test-server.ts';
import { varyPicture } from '../testing/vary-picture.ts';
import { eventsOf, newUser, newUserToken, WidgetPage } from '../testing/widget-page.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function openPage() {
  const user = await newUser(server);
  return { ...user, page: await WidgetPage.open(server, user.userToken) };
}

interface Part {
  bytes: Uint8Array;
  name: string;
}

async function upload(page: WidgetPage, fileType: string | null, files: Part[]) {
  const form = new FormData();
  if (fileType !== null) form.append('fileType', fileType);
  for (const { bytes, name } of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${server.url}/widget/api/archives`, {
    method: 'POST',
    headers: { authorization: `Bearer ${page.session.sessionToken}` },
    body: form,
  });
  const body: ApiResponse['body'] = await response.json();
  return { status: response.status, headers: response.headers, body };
}

async function follow(page: WidgetPage, progress: ArchiveProgress): Promise<ArchiveProgress> {
  let current = progress;
  while (current.archive.state.status === 'STARTED') {
    current = (await page.get(`archives/${current.archive.id}?after=${current.version}`)).body.data;
  }
  return current;
}

test('the frame learns how many pages have been read, and why a page could not be read', async () => {
  const { page } = await openPage();
  const files = [{ bytes: await documentBytes('unreadable.pdf'), name: 'scan.pdf' }];
  const started: ArchiveProgress = (await upload(page, 'PAYSLIP', files)).body.data;
  expect(started).toMatchObject({ reading: null, unreadable: [] });
  const seen = [started];
  while (seen.at(-1)!.archive.state.status === 'STARTED') {
    const { version } = seen.at(-1)!;
    const next = (await page.get(`archives/${started.archive.id}?after=${version}`)).body.data;
    expect(next.version).toBeGreaterThan(version);
    seen.push(next);
  }
  expect(seen.at(-1)).toMatchObject({
    archive: { state: { status: 'ERROR' } },
    reading: null,
    unreadable: [{ file: 0, page: 1, reason: 'ILLEGIBLE' }],
  });
});

test('a file that cannot be read is reported, even if another file of the archive can be analysed', async () => {
  const { page } = await openPage();
  const files = await Promise.all(
    ['payslip-christina.pdf', 'unreadable.pdf'].map(async (name) => ({
      bytes: await documentBytes(name),
      name,
    })),
  );
  const started: ArchiveProgress = (await upload(page, 'PAYSLIP', files)).body.data;
  expect(await follow(page, started)).toMatchObject({
    archive: { state: { status: 'ANALYZED' } },
    unreadable: [{ file: 1, page: 1, reason: 'ILLEGIBLE' }],
  });
});

test('a blurred page of a PDF is named, and its blank back is not', async () => {
  const { page } = await openPage();
  const pdf = await PDFDocument.load(await documentBytes('payslip-christina.pdf'));
  const size = { x: 0, y: 0, width: 298, height: 421 };
  const photo = await documentBytes('payslip-george-photo.png');
  const blurred = await varyPicture(photo, MagickFormat.Jpeg, (image) => {
    image.resize(image.width / 2, image.height / 2);
    image.gaussianBlur(0, 6);
  });
  pdf.addPage([298, 421]).drawImage(await pdf.embedJpg(blurred), size);
  pdf.addPage([298, 421]).drawRectangle({ ...size, color: rgb(0.95, 0.95, 0.94) });
  const files = [{ bytes: new Uint8Array(await pdf.save()), name: 'payslip.pdf' }];
  const ended = await follow(page, (await upload(page, 'PAYSLIP', files)).body.data);
  expect(ended.archive.state.status).toBe('ANALYZED');
  expect(ended.unreadable).toMatchObject([{ file: 0, page: 2 }]);
});

test('a file without text beside a good one is named', async () => {
  const { page } = await openPage();
  const blank = await PDFDocument.create();
  blank.addPage([595, 842]);
  const files = [
    { bytes: await documentBytes('payslip-christina.pdf'), name: 'payslip.pdf' },
    { bytes: new Uint8Array(await blank.save()), name: 'blank.pdf' },
  ];
  expect(await follow(page, (await upload(page, 'PAYSLIP', files)).body.data)).toMatchObject({
    archive: { state: { status: 'ANALYZED' } },
    unreadable: [{ file: 1, page: 1, reason: 'NO_TEXT' }],
  });
});

test('an upload in the widget reports one event to the page and the log, and can be polled and revoked', async () => {
  const { page, userId } = await openPage();
  const files = [{ bytes: await documentBytes('payslip-christina.pdf'), name: 'my payslip.pdf' }];
  const { status, body } = await upload(page, 'PAYSLIP', files);
  expect(status).toBe(200);
  const started: ArchiveProgress = body.data;
  expect(started.archive).toMatchObject({
    type: 'PAYSLIP',
    state: { status: 'STARTED', errorCode: null },
    rawFiles: [{ name: 'my payslip.pdf', format: 'PDF', subType: null }],
  });
  const id = started.archive.id;
  const [first] = await eventsOf(server, id);
  expect(started.callbacks).toMatchObject([
    {
      name: 'onUploadsCreated',
      arguments: { userId, uploads: [{ id }] },
      eventId: first!.id,
      replayed: false,
    },
  ]);

  const done = await follow(page, started);
  expect(done.archive.state.status).toBe('ANALYZED');
  expect(done.callbacks).toEqual([]);

  const revoked: ArchiveProgress = (await page.post(`archives/${id}/revoke`)).body.data;
  expect(revoked.archive.state.status).toBe('REVOKED');
  const events = await eventsOf(server, id);
  expect(events.map(({ type }) => type)).toEqual([
    'ARCHIVE_STARTED',
    'TASK_STARTED',
    'IDENTITY_ADDED',
    'EMPLOYMENTS_ADDED',
    'INCOMES_ADDED',
    'DOCUMENTS_ADDED',
    'TASK_FINISHED',
    'ARCHIVE_ANALYZED',
    'ARCHIVE_REVOKED',
  ]);
  expect(new Set(events.map(({ sessionId }) => sessionId))).toEqual(new Set([page.session.sessionId]));
  expect(revoked.callbacks).toMatchObject([
    { name: 'onUploadsRemoved', arguments: { userId, uploads: [{ id }] }, eventId: events.at(-1)!.id },
  ]);
  expect(events.find(({ type }) => type === 'TASK_STARTED')!.data.providers).toEqual(['user-provided']);
});

test('when a later session revokes an archive, the callback belongs to this session', async () => {
  const { page, userId } = await openPage();
  const files = [{ bytes: await documentBytes('payslip-ryan.pdf'), name: 'a.pdf' }];
  const { archive } = (await upload(page, 'COMPANY_ID', files)).body.data;
  await page.close();
  const later = await WidgetPage.open(server, await newUserToken(server, userId));
  const sources = (await later.get('sources')).body.data;
  expect(sources.archives).toMatchObject([{ archive: { id: archive.id, state: { status: 'UNSUPPORTED' } } }]);
  const { callbacks } = (await later.post(`archives/${archive.id}/revoke`)).body.data;
  expect(callbacks).toMatchObject([{ name: 'onUploadsRemoved', sessionId: later.session.sessionId }]);
  expect((await eventsOf(server, archive.id)).at(-1)).toMatchObject({ sessionId: later.session.sessionId });
});

test('the message about a refused upload gives the reason', async () => {
  const { page } = await openPage();
  const good = { bytes: await documentBytes('payslip-ryan.pdf'), name: 'a.pdf' };
  const refused = async (fileType: string | null, files: Part[]) => {
    const { status, body } = await upload(page, fileType, files);
    expect([status, body.code]).toEqual([400, 'INVALID_PARAMETERS']);
    return body.message;
  };
  expect(await refused(null, [good])).toMatch(/fileType/);
  expect(await refused('NOTHING', [good])).toMatch(/fileType/);
  expect(await refused('PAYSLIP', [])).toMatch(/at least one file/);
  expect(await refused('PAYSLIP', [{ bytes: new Uint8Array(), name: 'a.pdf' }])).toBe('"a.pdf" is empty.');
  const large = { bytes: new Uint8Array(15 * 1024 * 1024 + 1), name: 'large.pdf' };
  expect(await refused('PAYSLIP', [large])).toBe('A file is larger than 15 MB.');
  expect(await refused('PAYSLIP', Array(21).fill(good))).toMatch(/at most 20 files/);
});

test("the frame learns why a file was refused, to show it in the user's language", async () => {
  const { page } = await openPage();
  const text = { bytes: new TextEncoder().encode('hello'), name: 'a.pdf' };
  expect((await upload(page, 'PAYSLIP', [text])).headers.get('winkwire-fault')).toBe('UNSUPPORTED');
  const cut = { bytes: (await documentBytes('payslip-ryan.pdf')).subarray(0, 200), name: 'a.pdf' };
  const good = { bytes: await documentBytes('payslip-ryan.pdf'), name: 'good.pdf' };
  const second = await upload(page, 'PAYSLIP', [good, text]);
  expect([second.headers.get('winkwire-fault'), second.headers.get('winkwire-file')]).toEqual([
    'UNSUPPORTED',
    '1',
  ]);
  expect((await upload(page, 'PAYSLIP', [cut])).headers.get('winkwire-fault')).toBe('CORRUPT');
});

test('an archive is hidden from other users and from requests without a session', async () => {
  const { page } = await openPage();
  const files = [{ bytes: await documentBytes('payslip-ryan.pdf'), name: 'a.pdf' }];
  const { archive } = (await upload(page, 'OTHERS', files)).body.data;
  const stranger = (await openPage()).page;
  expect((await stranger.get(`archives/${archive.id}`)).status).toBe(404);
  expect((await stranger.post(`archives/${archive.id}/revoke`)).status).toBe(404);
  const path = `/widget/api/archives/${archive.id}`;
  expect((await server.call(path, { as: null })).body.code).toBe('INVALID_TOKEN');
});

test.each([
  ['payslip-george.pdf', 'PAYSLIP', 'PAYSLIP'],
  ['payslip-george.pdf', null, 'PAYSLIP'],
  ['tax-document-george.pdf', null, 'TAX_DOCUMENT'],
  ['employment-certificate-christina.pdf', 'EMPLOYMENT_CERTIFICATE', 'EMPLOYMENT_CERTIFICATE'],
])('the extraction of %s as %j has the type and the values that were read', async (name, given, fileType) => {
  const fileContent = Buffer.from(await documentBytes(name)).toString('base64');
  const created = await server.call('/v1/archives', {
    method: 'POST',
    body: { fileType: given, rawFiles: [{ fileExtensionType: 'PDF', fileContent }] },
  });
  const { id, extraction } = created.body.data;
  expect(extraction).toBeNull();
  const read = async () => (await server.call(`/v1/archives/${id}`)).body.data;
  await expect.poll(async () => (await read()).state.status, { timeout: 30_000 }).toBe('ANALYZED');
  const archive = await read();
  expect(archive.analysis.employerName).toEqual(expect.any(String));
  expect(archive.extraction).toEqual({ fileType, analysis: archive.analysis });
  await server.call(`/v1/archives/${id}`, { method: 'DELETE' });
  expect((await read()).extraction).toBeNull();
});

test('a signed link downloads the exact bytes, until it is changed, expires, or the archive is revoked', async () => {
  const bytes = await documentBytes('payslip-george-photo.png');
  const created = await server.call('/v1/archives', {
    method: 'POST',
    body: {
      fileType: 'COMPANY_ID',
      rawFiles: [
        {
          fileName: 'página "1".png',
          fileExtensionType: 'PNG',
          fileContent: Buffer.from(bytes).toString('base64'),
        },
      ],
    },
  });
  expect(created.body.data).toMatchObject({
    providerId: 'tenant-provided',
    state: { status: 'UNSUPPORTED' },
  });
  const { id, rawFiles } = created.body.data;
  const link = new URL(rawFiles[0].url);
  const response = await fetch(link);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': "attachment; filename*=UTF-8''p%C3%A1gina%20_1_.png",
    'x-content-type-options': 'nosniff',
  });
  const changed = async (change: (url: URL) => void) => {
    const url = new URL(link);
    change(url);
    return (await fetch(url)).status;
  };
  expect(await changed((url) => url.searchParams.set('expires', '4000000000'))).toBe(403);
  expect(await changed((url) => url.searchParams.set('signature', 'x'))).toBe(403);
  expect(await changed((url) => url.searchParams.delete('signature'))).toBe(400);
  await server.call(`/v1/archives/${id}`, { method: 'DELETE' });
  expect((await fetch(link)).status).toBe(404);
});

test('the list of file types can be filtered by what works for each type', async () => {
  const types = async (query: string) =>
    (await server.call(`/v1/fileTypes?size=150&${query}`)).body.data.items.map(
      ({ type }: { type: string }) => type,
    );
  expect(await types('ocr=true')).toEqual(['PAYSLIP', 'TAX_DOCUMENT', 'EMPLOYMENT_CERTIFICATE']);
  expect(await types('ocr=false')).toContain('COMPANY_ID');
  expect(await types('type=PAYSLIP')).toEqual(['PAYSLIP']);
  expect(await types('active=false')).toEqual([]);
  expect((await server.call('/v1/fileTypes?ocr=maybe')).status).toBe(400);
  const first = (await server.call('/v1/fileTypes?size=1&ocr=true')).body.data;
  const second = (await server.call(`/v1/fileTypes?size=1&cursor=${first.nextCursor}`)).body.data;
  expect([first.items[0].type, second.items[0].type]).toEqual(['PAYSLIP', 'TAX_DOCUMENT']);
  const logo = await fetch(first.items[0].logoUrl);
  expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
});

test('only the documents of the sandbox can be listed and downloaded', async () => {
  const { items } = (await server.call('/sandbox/documents', { as: null })).body.data;
  expect(items).toHaveLength(8);
  for (const { url } of items) expect((await fetch(url)).status).toBe(200);
  for (const path of ['..%2f..%2fpackage.json', '%2e%2e', 'nothing.pdf']) {
    expect((await server.call(`/sandbox/documents/${path}`, { as: null })).status).toBe(404);
  }
});
