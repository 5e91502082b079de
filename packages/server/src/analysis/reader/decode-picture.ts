import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  AlphaAction,
  ColorSpace,
  type IMagickImage,
  ImageMagick,
  initializeImageMagick,
  MagickColors,
  MagickFormat,
  MagickImage,
  MagickReadSettings,
  PixelIntensityMethod,
} from '@imagemagick/magick-wasm';
import { loadCode } from './load-code.ts';
import type { ImageFormat } from './measure-image.ts';
import { FileFaultError } from './messages.ts';
import type { Picture } from './picture.ts';

const decoders: Record<ImageFormat, MagickFormat> = {
  PNG: MagickFormat.Png,
  JPEG: MagickFormat.Jpeg,
  TIFF: MagickFormat.Tiff,
  HEIC: MagickFormat.Heic,
};

let started: Promise<void> | undefined;

/**
 * Decodes one page of a file, upright. Measure the file with `inspectImage` first, so that its pixels fit into memory.
 */
export async function decodePicture(bytes: Uint8Array, format: ImageFormat, page: number): Promise<Picture> {
  return readPage(bytes, { format, page }, (image) => {
    image.colorSpace = ColorSpace.sRGB;
    // JPEG computes brightness with these weights. With other weights, the traces of an earlier compression would be
    // lost.
    image.grayscale(PixelIntensityMethod.Rec601Luma);
    image.depth = 8;
    const { width, height } = image;
    return { width, height, data: image.write(MagickFormat.Gray, (data) => data.slice()) };
  });
}

export async function encodePng({ data, width, height }: Picture): Promise<Uint8Array> {
  started ??= loadCode(start());
  await started;
  const settings = new MagickReadSettings({ format: MagickFormat.Gray, width, height });
  settings.depth = 8;
  return ImageMagick.read(data, settings, (image) => image.write(MagickFormat.Png, (png) => png.slice()));
}

/** The quality, from 1 to 100. A picture with more than `pixels` is made smaller. */
export interface JpegSize {
  quality: number;
  pixels: number;
}

/**
 * Encodes the first picture of a file as JPEG, in colour and upright. Tries the sizes in turn. Undefined if none fits
 * in `maximumBytes`.
 */
export async function encodeJpeg(
  bytes: Uint8Array,
  format: ImageFormat,
  { sizes, maximumBytes }: { sizes: readonly JpegSize[]; maximumBytes: number },
): Promise<Uint8Array | undefined> {
  return readPage(bytes, { format, page: 0 }, (image) => {
    for (const { quality, pixels } of sizes) {
      const scale = Math.sqrt(pixels / (image.width * image.height));
      if (scale < 1) image.resize(Math.floor(image.width * scale), Math.floor(image.height * scale));
      image.quality = quality;
      const jpeg = image.write(MagickFormat.Jpeg, (data) =>
        data.length > maximumBytes ? undefined : data.slice(),
      );
      if (jpeg) return jpeg;
    }
    return undefined;
  });
}

/** Decodes one page, upright and on white. Throws FileFaultError. */
async function readPage<Result>(
  bytes: Uint8Array,
  { format, page }: { format: ImageFormat; page: number },
  use: (image: IMagickImage) => Result,
): Promise<Result> {
  started ??= loadCode(start());
  await started;
  const settings = new MagickReadSettings({ format: decoders[format], frameIndex: page, frameCount: 1 });
  const image = MagickImage.create();
  const warnings: string[] = [];
  // Reading a file emits only one warning. Further warnings are its related errors.
  image.onWarning = ({ error }) =>
    warnings.push(...[error, ...error.relatedErrors].map(({ message }) => message));
  try {
    image.read(bytes, settings);
    const damage = warnings.find((warning) => damaged.test(warning));
    if (damage !== undefined) throw new Error(damage);
    image.autoOrient();
    image.backgroundColor = MagickColors.White;
    if (image.hasAlpha) image.alpha(AlphaAction.Remove);
    return use(image);
  } catch (error) {
    throw new FileFaultError('CORRUPT', String(error));
  } finally {
    image.dispose();
  }
}

/**
 * Warnings that a part of a JPEG is missing. The decoder draws such a part grey. A warning of extra bytes is ignored,
 * because some cameras write them.
 */
const damaged = /premature end of data segment|bad Huffman code|instead of RST/;

async function start(): Promise<void> {
  const code = fileURLToPath(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm'));
  await initializeImageMagick(await readFile(code));
}
