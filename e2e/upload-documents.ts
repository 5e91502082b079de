import { readFile } from 'node:fs/promises';
import { expect, type Portal } from './portal-page.ts';

const documents = new URL('../packages/server/assets/documents/', import.meta.url);

/** Uploads documents of the sandbox as one archive, and waits until the archive has been read. */
export async function uploadDocuments(portal: Portal, fileType: string, ...names: string[]) {
  const rawFiles = await Promise.all(
    names.map(async (fileName) => ({
      fileName,
      fileExtensionType: 'PDF',
      fileContent: (await readFile(new URL(fileName, documents))).toString('base64'),
    })),
  );
  const { id, userId } = await portal.api('POST', '/archives', { fileType, rawFiles });
  const status = async () => (await portal.api('GET', `/archives/${id}`)).state.status;
  await expect.poll(status, { timeout: 60_000 }).not.toBe('STARTED');
  return { id, userId, status: await status() };
}
