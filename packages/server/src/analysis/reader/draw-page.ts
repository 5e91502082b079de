import { decodePicture, encodePng } from './decode-picture.ts';
import { inspectImage } from './inspect-image.ts';
import { FileFaultError, type SniffedFormat } from './messages.ts';
import { PdfRenderer } from './pdf-renderer.ts';
import { halvePicture, type Picture } from './picture.ts';
import { tiffPages } from './tiff-pages.ts';

/** The longer side in pixels: 220 dpi for A4. */
const longest = 2600;

export async function drawPage(bytes: Uint8Array, format: SniffedFormat, page: number): Promise<Uint8Array> {
  let picture = await (format === 'PDF' ? pageOfPdf(bytes, page) : pageOfImage(bytes, format, page));
  while (Math.max(picture.width, picture.height) > longest) picture = halvePicture(picture);
  return encodePng(picture);
}

async function pageOfPdf(bytes: Uint8Array, page: number): Promise<Picture> {
  using renderer = await PdfRenderer.open(bytes);
  return renderer.render(page);
}

async function pageOfImage(
  bytes: Uint8Array,
  format: Exclude<SniffedFormat, 'PDF'>,
  page: number,
): Promise<Picture> {
  inspectImage(bytes, format);
  const pages = format === 'TIFF' ? tiffPages(bytes).length : 1;
  if (page > pages) throw new FileFaultError('CORRUPT', `The picture has no page ${page}.`);
  return decodePicture(bytes, format, page - 1);
}
