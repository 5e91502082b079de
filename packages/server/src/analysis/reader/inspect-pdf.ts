import { getDocumentProxy } from 'unpdf';
import { maximumPages, maximumPagesRead, maximumPixels } from './limits.ts';
import { FileFaultError } from './messages.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

export async function inspectPdf(bytes: Uint8Array): Promise<void> {
  const pdf = await openPdf(bytes);
  try {
    if (pdf.numPages < 1) throw new FileFaultError('CORRUPT', 'The PDF has no pages.');
    if (pdf.numPages > maximumPages) {
      throw new FileFaultError('TOO_MANY_PAGES', `The PDF has ${pdf.numPages} pages.`);
    }
    // Throws if a page is missing. Otherwise, the error would occur later, when the file is read.
    for (let page = 1; page <= Math.min(pdf.numPages, maximumPagesRead); page++) await pdf.getPage(page);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, maxImageSize: maximumPixels, stopAtErrors: false });
  } catch (error) {
    const { name, message } = error as Error;
    throw new FileFaultError(name === 'PasswordException' ? 'ENCRYPTED' : 'CORRUPT', message);
  }
}
