import { ImageMagick, MagickFormat, MagickReadSettings } from '@imagemagick/magick-wasm';
import { encodePng } from '../analysis/reader/decode-picture.ts';
import type { Picture } from '../analysis/reader/picture.ts';

/** `quality` is from 1 to 100. */
export async function saveAsJpeg(picture: Picture, quality: number): Promise<Uint8Array> {
  const png = await encodePng(picture);
  return ImageMagick.read(png, new MagickReadSettings({ format: MagickFormat.Png }), (image) => {
    image.quality = quality;
    return image.write(MagickFormat.Jpeg, (data) => data.slice());
  });
}
