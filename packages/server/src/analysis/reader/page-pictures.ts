import { hash } from 'node:crypto';
import type { Picture } from './picture.ts';

/**
 * The maximum number of pixels in all kept pictures, at one byte per pixel. A scanned page has 5 to 9 million pixels.
 */
const mostPixels = 32_000_000;

/**
 * Keeps the pictures of a file's first pages, for reading and for examining. Drawing or decoding one takes up to 0.4 s.
 */
export class PagePictures {
  #file = '';
  readonly #pictures = new Map<number, Picture>();
  #pixels = 0;

  /** Must be called first. Drops the pictures of any other file. */
  open(bytes: Uint8Array): void {
    const file = hash('sha256', bytes);
    if (file === this.#file) return;
    this.#file = file;
    this.#pictures.clear();
    this.#pixels = 0;
  }

  /** The kept picture of a page of the open file, or else the one from `make`. */
  async of(page: number, make: () => Picture | Promise<Picture>): Promise<Picture> {
    const known = this.#pictures.get(page);
    if (known) return known;
    const picture = await make();
    this.#pixels += picture.data.length;
    if (this.#pixels <= mostPixels) this.#pictures.set(page, picture);
    return picture;
  }
}
