import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import type { Pixels } from './pixels.ts';

const pictureOf = ({ width, height, data }: Pixels) => sharp(data, { raw: { width, height, channels: 1 } });

export async function encodeJpeg(
  pixels: Pixels,
  options: { quality: number; orientation?: number },
): Promise<Uint8Array> {
  const { quality, orientation } = options;
  const picture = pictureOf(pixels).toColourspace('b-w');
  const tagged = orientation === undefined ? picture : picture.withMetadata({ orientation });
  return new Uint8Array(await tagged.jpeg({ quality }).toBuffer());
}

export const encodePng = async (pixels: Pixels): Promise<Uint8Array> =>
  new Uint8Array(await pictureOf(pixels).toColourspace('b-w').png().toBuffer());

export async function decodePicture(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

export async function blurred(pixels: Pixels, sigma: number): Promise<Pixels> {
  const { width, height } = pixels;
  const data = await pictureOf(pixels).blur(sigma).toColourspace('b-w').raw().toBuffer();
  return { width, height, data: new Uint8Array(data) };
}

export async function resized(pixels: Pixels, width: number): Promise<Pixels> {
  const picture = pictureOf(pixels).resize({ width, kernel: 'cubic' }).toColourspace('b-w').raw();
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

/** An A4 page as a PDF with one JPEG that covers it, as scanners make it. */
export async function scannedPdf(jpeg: Uint8Array, producer: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setProducer(producer);
  const picture = await pdf.embedJpg(jpeg);
  const isWide = picture.width > picture.height;
  const size: [number, number] = isWide ? [842, 595] : [595, 842];
  pdf.addPage(size).drawImage(picture, { x: 0, y: 0, width: size[0], height: size[1] });
  return pdf.save({ useObjectStreams: false });
}
