import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileLink } from '../domain/file-links.ts';
import { documentBytes } from '../testing/archive-services.ts';
import { production, startTestServer, type TestServer } from '../testing/test-server.ts';
import { newUser, WidgetPage } from '../testing/widget-page.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const minute = 60_000;
const at = (minutes: number, config = {}) => ({
  ...server.services,
  config: { ...server.services.config, ...config },
  now: () => Date.now() + minutes * minute,
});
const download = async (url: string) => {
  const response = await fetch(url);
  const isFile = response.headers.get('content-type') === 'application/pdf';
  return { status: response.status, ...(isFile ? {} : ((await response.json()) as { message: string })) };
};

async function upload(userId: string | null, as?: typeof production) {
  const fileContent = Buffer.from(await documentBytes('payslip-ryan.pdf')).toString('base64');
  const { body } = await server.call('/v1/archives', {
    method: 'POST',
    ...(as ? { as } : {}),
    body: {
      userId,
      fileType: 'PAYSLIP',
      rawFiles: [{ fileContent, fileName: 'march.pdf', fileExtensionType: 'PDF' }],
    },
  });
  const { id, rawFiles } = body.data;
  return { archiveId: id as string, file: rawFiles[0] as { id: string; name: string; url: string } };
}

test('a link downloads its file for 15 minutes, and the archive always has a new one', async () => {
  const { userId } = await newUser(server);
  const { archiveId, file } = await upload(userId);
  expect((await download(file.url)).status).toBe(200);
  expect((await download(fileLink(at(-14), file))).status).toBe(200);
  const old = await download(fileLink(at(-16), file));
  expect(old).toMatchObject({
    status: 404,
    message: `This link has expired. GET /v1/archives/${archiveId} returns a new one.`,
  });
  const { body } = await server.call(`/v1/archives/${archiveId}`);
  expect((await download(body.data.rawFiles[0].url)).status).toBe(200);
});

test('a link that was made to last longer than new links counts as expired', async () => {
  const { file } = await upload((await newUser(server)).userId);
  const long = fileLink(at(0, { fileLinkSeconds: 60 * 86_400 }), file);
  expect((await download(long)).status).toBe(404);
});

test('a changed link is refused, and after the revocation every genuine one says that the file is deleted', async () => {
  const { archiveId, file } = await upload((await newUser(server)).userId);
  const later = file.url.replace(/expires=\d+/, `expires=${Math.floor(Date.now() / 1000) + 899}`);
  for (const url of [later, file.url.slice(0, -1), file.url.replace(/f-..../, 'f-0000')]) {
    if (url !== file.url) expect((await download(url)).status).toBe(403);
  }
  await server.call(`/v1/archives/${archiveId}`, { method: 'DELETE' });
  for (const url of [file.url, fileLink(at(-16), file)]) {
    expect(await download(url)).toMatchObject({ status: 404, message: 'The file has been deleted.' });
  }
});

test('stored data gets a new link whenever it is read or sent', async () => {
  const { userId, userToken } = await newUser(server);
  const { archiveId, file } = await upload(userId);
  const { store } = server.services;
  const [document] = await documentsOf(archiveId);
  const stored = fileLink(at(-24 * 60), file);
  const row = await store.get<{ body: string }>('select body from datapoints where id = $1', [document.id]);
  const body = JSON.stringify({ ...JSON.parse(row!.body), fileUrl: stored });
  await store.run('update datapoints set body = $2 where id = $1', [document.id, body]);
  expect((await download(stored)).status).toBe(404);

  const page = await WidgetPage.open(server, userToken);
  await page.close();
  const [listed] = await documentsOf(archiveId);
  const read = (await server.call(`/v1/documents/${document.id}`)).body.data;
  const payload = (await server.call(`/v1/users/${userId}/payload`)).body.data;
  const event = await store.get<{ body: string }>(
    `select body from events where type = 'USER_SESSION_COMPLETED' and user_id = $1`,
    [userId],
  );
  const links = [listed, read, ...[payload, JSON.parse(event!.body).data.payload].map(firstDocument)];
  for (const { fileUrl } of links) expect((await download(fileUrl)).status).toBe(200);
});

test('stored data gets a new link only to the files of its own mode, whoever has signed the old link', async () => {
  const { userId } = await newUser(server);
  const { archiveId, file } = await upload(userId);
  const foreign = await upload(null, production);
  const [document] = await documentsOf(archiveId);
  const { store } = server.services;
  const replaced = { ...at(-24 * 60), encryptionKeys: [Buffer.alloc(32, 9)] };
  const listedWith = async (url: string): Promise<string> => {
    const { id, ...rest } = document;
    await store.run('update datapoints set body = $2 where id = $1', [
      id,
      JSON.stringify({ ...rest, fileUrl: url }),
    ]);
    return (await documentsOf(archiveId))[0].fileUrl;
  };
  expect((await download(await listedWith(fileLink(replaced, file)))).status).toBe(200);
  for (const signer of [replaced, at(-24 * 60)]) {
    const toForeign = fileLink(signer, foreign.file);
    expect(await listedWith(toForeign)).toBe(toForeign);
  }
});

// biome-ignore lint/suspicious/noExplicitAny: the payload has eleven kinds of data
const firstDocument = (payload: any) => payload.archives[0].payload.documents.items[0];

async function documentsOf(archiveId: string) {
  await server.call(`/v1/archives/${archiveId}`);
  for (;;) {
    const { body } = await server.call(`/v1/documents?sourceId=${archiveId}`);
    if (body.data.items.length > 0) return body.data.items;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
