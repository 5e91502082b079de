import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  type IMagickImage,
  ImageMagick,
  initializeImageMagick,
  MagickColors,
  type MagickFormat,
} from '@imagemagick/magick-wasm';

let started: Promise<void> | undefined;

/** Makes new areas white, such as the corners after a rotation. */
export async function varyPicture(
  bytes: Uint8Array,
  format: MagickFormat,
  change: (image: IMagickImage) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  started ??= start();
  await started;
  return ImageMagick.read(bytes, (image) => {
    image.backgroundColor = MagickColors.White;
    change(image);
    return image.write(format, (data) => new Uint8Array(data));
  });
}

async function start(): Promise<void> {
  const code = fileURLToPath(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm'));
  await initializeImageMagick(await readFile(code));
}
