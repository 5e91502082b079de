import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  AlphaAction,
  ColorSpace,
  ImageMagick,
  initializeImageMagick,
  MagickColors,
  MagickFormat,
  MagickReadSettings,
  PixelIntensityMethod,
} from '@imagemagick/magick-wasm';
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
 * Decodes one page of a picture's file, upright as its metadata says. The caller has measured the file with
 * `inspectImage`, so its pixels fit into memory.
 */
export async function decodePicture(bytes: Uint8Array, format: ImageFormat, page: number): Promise<Picture> {
  started ??= start();
  await started;
  const settings = new MagickReadSettings({ format: decoders[format], frameIndex: page, frameCount: 1 });
  try {
    return ImageMagick.read(bytes, settings, (image) => {
      image.autoOrient();
      image.backgroundColor = MagickColors.White;
      if (image.hasAlpha) image.alpha(AlphaAction.Remove);
      image.colorSpace = ColorSpace.sRGB;
      // This is the brightness that JPEG stores. Any other weights of the colours would hide how a picture was
      // compressed.
      image.grayscale(PixelIntensityMethod.Rec601Luma);
      image.depth = 8;
      const { width, height } = image;
      return { width, height, data: image.write(MagickFormat.Gray, (data) => data.slice()) };
    });
  } catch (error) {
    throw new FileFaultError('CORRUPT', String(error));
  }
}

/** Encodes a picture as PNG, for people who look at it. */
export async function encodePng({ data, width, height }: Picture): Promise<Uint8Array> {
  started ??= start();
  await started;
  const settings = new MagickReadSettings({ format: MagickFormat.Gray, width, height });
  settings.depth = 8;
  return ImageMagick.read(data, settings, (image) => image.write(MagickFormat.Png, (png) => png.slice()));
}

/**
 * Encodes the first picture of a file as JPEG, in colour and upright. A picture with more than `pixels` pixels
 * is made smaller.
 */
export async function encodeJpeg(
  bytes: Uint8Array,
  format: ImageFormat,
  { quality, pixels }: { quality: number; pixels: number },
): Promise<Uint8Array> {
  started ??= start();
  await started;
  const settings = new MagickReadSettings({ format: decoders[format], frameIndex: 0, frameCount: 1 });
  try {
    return ImageMagick.read(bytes, settings, (image) => {
      image.autoOrient();
      image.backgroundColor = MagickColors.White;
      if (image.hasAlpha) image.alpha(AlphaAction.Remove);
      const scale = Math.sqrt(pixels / (image.width * image.height));
      if (scale < 1) image.resize(Math.floor(image.width * scale), Math.floor(image.height * scale));
      image.quality = quality;
      return image.write(MagickFormat.Jpeg, (data) => data.slice());
    });
  } catch (error) {
    throw new FileFaultError('CORRUPT', String(error));
  }
}

async function start(): Promise<void> {
  const code = fileURLToPath(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm'));
  await initializeImageMagick(await readFile(code));
}
