import { type ImageFormat, measureImage } from './measure-image.ts';
import { refuseDamagedPng } from './refuse-damaged-png.ts';

export function inspectImage(bytes: Uint8Array, format: ImageFormat): void {
  measureImage(bytes, format);
  if (format === 'PNG') refuseDamagedPng(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
