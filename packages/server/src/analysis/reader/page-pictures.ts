import { hash } from 'node:crypto';
import type { Picture } from './picture.ts';

/**
 * The maximum number of pixels in all kept pictures together. A pixel takes one byte. A scanned page has 5 to 9 million
 * pixels.
 */
const mostPixels = 32_000_000;

/**
 * Keeps the pictures of the first pages of a file. A file is first read and then examined, and drawing or decoding a
 * page takes up to 0.4 s. So both tasks use the same pictures.
 */
export class PagePictures {
  #file = '';
  readonly #pictures = new Map<number, Picture>();
  #pixels = 0;

  /** Call this before the other methods. The pictures of any other file are forgotten. */
  open(bytes: Uint8Array): void {
    const file = hash('sha256', bytes);
    if (file === this.#file) return;
    this.#file = file;
    this.#pictures.clear();
    this.#pixels = 0;
  }

  /** The picture of a page of the open file. If it was not kept, `make` is called to make it. */
  async of(page: number, make: () => Picture | Promise<Picture>): Promise<Picture> {
    const known = this.#pictures.get(page);
    if (known) return known;
    const picture = await make();
    this.#pixels += picture.data.length;
    if (this.#pixels <= mostPixels) this.#pictures.set(page, picture);
    return picture;
  }
}
