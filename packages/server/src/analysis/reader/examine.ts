import { contentAddedLater } from '../tampering/content-added-later.ts';
import { coveredText } from '../tampering/covered-text.ts';
import { differentlyCompressed } from '../tampering/differently-compressed.ts';
import { differingFont } from '../tampering/differing-font.ts';
import { editorOf } from '../tampering/edited-metadata.ts';
import { picturePrograms } from '../tampering/picture-programs.ts';
import { retouchedPicture } from '../tampering/retouched-picture.ts';
import { maximumSuspicions, type Suspicion } from '../tampering/suspicion.ts';
import { decodePicture } from './decode-picture.ts';
import { inspectImage } from './inspect-image.ts';
import { openPdf } from './inspect-pdf.ts';
import { maximumPagesRead } from './limits.ts';
import type { SniffedFormat } from './messages.ts';
import type { PagePictures } from './page-pictures.ts';
import { isMostlyPicture } from './pdf.ts';
import { PdfRenderer } from './pdf-renderer.ts';
import { type Picture, turnPicture } from './picture.ts';
import { quartersByLines } from './quarters-by-lines.ts';
import { textRuns } from './text-runs.ts';

export async function examine(
  bytes: Uint8Array,
  format: SniffedFormat,
  pictures: PagePictures,
): Promise<Suspicion[]> {
  const found = await (format === 'PDF'
    ? examinePdf(bytes, pictures)
    : examinePicture(bytes, format, pictures));
  return found.slice(0, maximumSuspicions);
}

async function examinePicture(
  bytes: Uint8Array,
  format: Exclude<SniffedFormat, 'PDF'>,
  pictures: PagePictures,
): Promise<Suspicion[]> {
  inspectImage(bytes, format);
  const picture = await pictures.of(1, () => decodePicture(bytes, format, 0));
  return [
    ...editorOf(picturePrograms(bytes)),
    ...retouchedPicture(onItsFeet(picture), 1),
    ...differentlyCompressed(picture, 1),
  ];
}

async function examinePdf(bytes: Uint8Array, pictures: PagePictures): Promise<Suspicion[]> {
  const found = contentAddedLater(bytes);
  // The renderer is opened first, because it copies the file before pdf.js takes over the buffer.
  using renderer = await PdfRenderer.open(bytes);
  const pdf = await openPdf(bytes);
  try {
    found.push(...editorOf(await programsOf(pdf)));
    for (let page = 1; page <= Math.min(pdf.numPages, maximumPagesRead); page++) {
      if (isMostlyPicture(renderer, page)) {
        const drawn = await pictures.of(page, () => renderer.render(page));
        found.push(...retouchedPicture(onItsFeet(drawn), page));
        const stored = renderer.storedPicture(page);
        if (stored) found.push(...differentlyCompressed(stored, page));
      } else {
        const runs = await textRuns(await pdf.getPage(page), page);
        if (renderer.canDraw) found.push(...coveredText(renderer.marksOf(page), page));
        found.push(...differingFont(runs));
      }
    }
    return found;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** Makes the lines of text level. They may be upside down. */
const onItsFeet = (picture: Picture): Picture => turnPicture(picture, quartersByLines(picture)[0] ?? 0);

async function programsOf(pdf: Awaited<ReturnType<typeof openPdf>>): Promise<(string | undefined)[]> {
  const { info, metadata } = await pdf.getMetadata();
  const { Producer, Creator } = info as Record<string, unknown>;
  const named: unknown[] = [Producer, Creator, metadata?.get('xmp:creatortool')];
  return named.map((name) => (typeof name === 'string' ? name : undefined));
}
